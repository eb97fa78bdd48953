import pino, { type DestinationStream, type LevelWithSilent, type Logger } from 'pino'

export type { Logger }

const secretKeys = [
  'password',
  'token',
  'secret',
  'cookie',
  'set-cookie',
  'authorization',
  'link',
  'databaseUrl',
]

/** Secrets wherever a careless call may put them: at the top, or one or two objects deep. */
const redactedPaths = secretKeys.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`])

/** A connection's address carries its password. */
const withoutPassword = (text: string) => text.replace(/(postgres(?:ql)?:\/\/[^:/@\s]+):[^@\s]+@/g, '$1:…@')

/** Values of a failed statement, tokens and hashes among them, stand in the messages of the database's errors. */
const withoutValues = (text: string, error: unknown, depth = 0): string => {
  if (!(error instanceof Error) || depth > 10) return text
  const cut = error.message.replace(/\nparams:[\s\S]*$/, '')
  return withoutValues(text.replaceAll(error.message, cut), error.cause, depth + 1)
}

/** A statement with thousands of values makes a message of as many; nobody reads beyond this. */
const LONGEST = 2_000

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)

/** A stack begins with the message: its lines stay, however long that is. */
const cutStack = (stack: string, message: string): string =>
  cut(message.length > LONGEST ? stack.replace(message, cut(message).slice(0, LONGEST / 2)) : stack)

const describeError = (error: unknown) => {
  if (!(error instanceof Error)) return { message: cut(withoutPassword(String(error))) }
  const described = pino.stdSerializers.err(error)
  const message = withoutPassword(withoutValues(described.message, error))
  return {
    type: described.type,
    message: cut(message),
    stack: cutStack(withoutPassword(withoutValues(described.stack, error)), message),
    code: (error as NodeJS.ErrnoException).code,
  }
}

/** One JSON line per event on standard output; secrets never leave the process. */
export const createLogger = (options: { level: LevelWithSilent; destination?: DestinationStream }): Logger =>
  pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: redactedPaths, censor: '…' },
      serializers: { err: describeError, error: describeError },
    },
    options.destination ?? pino.destination({ sync: true }),
  )
