// Connection, resources, rollback, operator, system: the same statement may do better later.
const passing = /^(08|25006|40|53|55|57|58)/

/** The driver's own error; drizzle wraps it. */
const causeOf = (error: unknown, depth = 0): unknown =>
  error instanceof Error && error.cause instanceof Error && depth < 10
    ? causeOf(error.cause, depth + 1)
    : error

export const codeOf = (error: unknown): string => {
  const cause = causeOf(error)
  const code = cause instanceof Error && 'code' in cause ? cause.code : ''
  return typeof code === 'string' ? code : ''
}

/** True when Postgres itself answered: then it is certain that nothing was written. */
export const isAnswer = (error: unknown): boolean => {
  const cause = causeOf(error)
  return cause instanceof Error && cause.name === 'PostgresError'
}

/** True when the same statement may succeed later; false when it never can. */
export const mayPass = (error: unknown): boolean => !isAnswer(error) || passing.test(codeOf(error))

/** An error as plain data: classes do not travel between threads. */
export type Failure = { message: string; code: string; isAnswer: boolean }

export const failureOf = (error: unknown): Failure => ({
  message: error instanceof Error ? error.message : String(error),
  code: codeOf(error),
  isAnswer: isAnswer(error),
})

/** An error that says here what the other one said there. */
export const errorOf = ({ message, code, isAnswer }: Failure): Error =>
  Object.assign(new Error(message), { code, ...(isAnswer && { name: 'PostgresError' }) })
