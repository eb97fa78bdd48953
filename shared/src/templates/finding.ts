/** What a check noticed; the words lie in i18n/writing under `finding.<code>`. */
export const findingCodes = [
  'taskOnlyInPassport',
  'taskOnlyInBody',
  'phaseOutside',
  'phaseBackwards',
  'indicatorUnit',
  'indicatorTarget',
  'daysBackwards',
  'lessonMinutes',
  'decisionNobody',
  'decisionNoDay',
  'timesBackwards',
  'ideaLong',
  'priorities',
  'partyMissing',
] as const
export type FindingCode = (typeof findingCodes)[number]

/** Where it is: a header field, or a block of the body by its place, and the row where it is a table. */
export type FindingPlace = { field: string } | { block: number; row?: number }

export type Finding = { code: FindingCode; values: Record<string, string | number>; place: FindingPlace }
