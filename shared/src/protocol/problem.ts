/**
 * The one list of refusals, shared by HTTP and sockets. The words live in i18n/{ru,en}/problems.json
 * under the same code; a test holds the two lists equal.
 */
export const problemStatus = {
  badRequest: 400,
  badOrigin: 403,
  signedOut: 401,
  wrongCredentials: 401,
  denied: 403,
  notFound: 404,
  conflict: 409,
  frozen: 409,
  invitationUsed: 410,
  invitationExpired: 410,
  emailTaken: 409,
  schoolInUse: 409,
  weakPassword: 422,
  invalid: 422,
  tooLarge: 413,
  tooMany: 409,
  unsupportedFile: 415,
  olderClient: 426,
  legacyWordFile: 415,
  brokenFile: 422,
  emptyFile: 422,
  encryptedFile: 422,
  fileBomb: 413,
  filesFull: 413,
  tooManyAttempts: 429,
  busy: 503,
  notReady: 503,
  unexpected: 500,
} as const

export type ProblemCode = keyof typeof problemStatus

/** Why a form field was refused; words in problems.json under `field.<reason>`. */
export const fieldReasons = [
  'required',
  'tooShort',
  'tooLong',
  'format',
  'notAllowed',
  'common',
  'taken',
  'unknownCode',
  'sameSchool',
] as const
export type FieldReason = (typeof fieldReasons)[number]

/** What a refusal looks like on the wire. `fields` names form fields and why each was refused (i18n codes). */
export type Problem = {
  problem: ProblemCode
  fields?: Record<string, string>
  requestId?: string
}

export const problem = (code: ProblemCode, fields?: Record<string, string>): Problem =>
  fields ? { problem: code, fields } : { problem: code }

export const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' &&
  value !== null &&
  'problem' in value &&
  typeof value.problem === 'string' &&
  Object.hasOwn(problemStatus, value.problem)
