import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDataFolder } from 'db/embedded/folders'
import { keepSecret } from 'db/embedded/secret'
import { z } from 'zod'
import { BootFailure } from './boot/failure.ts'

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

const isLoopback = (host: string) => /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(host)

const origin = z
  .string()
  .refine((text) => URL.canParse(text), 'must be an address such as https://krug.example.org')
  .transform((text) => new URL(text))
  .refine((url) => /^https?:$/.test(url.protocol), 'must begin with https://')
  .refine((url) => url.pathname === '/' && !url.search && !url.hash, 'must be an address without a path')
  .refine(
    (url) => url.protocol === 'https:' || isLoopback(url.hostname),
    'must begin with https:// (plain http is allowed for localhost only, or passwords would travel readable)',
  )
  .transform((url) => url.origin)

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`)

const folder = z.string().transform((text) => path.resolve(projectFolder, text))

/** Every variable Krug reads; `.env.example` lists the same ones and a test holds the two equal. */
export const variables = z.object({
  PUBLIC_URL: origin.optional(),
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  DATA_DIR: folder.default(path.join(projectFolder, 'data')),
  RUNTIME_DIR: z.string().startsWith('/', 'must be an absolute path').optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  DATABASE_POOL_SIZE: wholeNumber(2, 200).default(10),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://')
    .refine((text) => URL.canParse(text), 'must be an address such as redis://:password@host:6379')
    .optional(),
  SECRET: z.string().min(32, 'must be at least 32 characters long').optional(),
  METRICS_TOKEN: z.string().min(16, 'must be at least 16 characters long').optional(),
  DEFAULT_LOCALE: z.enum(['ru', 'en'], 'must be ru or en').default('ru'),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
})

/** Secrets that may come as `NAME_FILE`, the path of a file that holds them. */
export const secretVariables = ['DATABASE_URL', 'REDIS_URL', 'SECRET', 'METRICS_TOKEN'] as const

type Source = Record<string, string | undefined>

const readSecretFile = (name: string, source: Source, problems: string[]): string | undefined => {
  const file = source[`${name}_FILE`]
  if (!file) return undefined
  if (source[name]) problems.push(`${name}_FILE: give either ${name} or ${name}_FILE, not both`)
  try {
    return readFileSync(path.resolve(projectFolder, file), 'utf8').trim()
  } catch {
    problems.push(`${name}_FILE: the file ${file} cannot be read`)
    return undefined
  }
}

/** An empty value means "not set", as in a compose file with an unset variable. */
const gather = (source: Source, problems: string[]): Source => {
  const values: Source = {}
  for (const name of Object.keys(variables.shape)) if (source[name]) values[name] = source[name]
  for (const name of secretVariables) {
    const fromFile = readSecretFile(name, source, problems)
    values[name] ??= fromFile
  }
  return values
}

/** What several nodes must have in common cannot be made in the data folder of each. */
const problemsOfNodes = ({ REDIS_URL, DATABASE_URL, SECRET }: z.infer<typeof variables>): string[] => {
  if (REDIS_URL === undefined) return []
  const missing = Object.entries({ DATABASE_URL, SECRET }).filter(([, value]) => value === undefined)
  return missing.map(([name]) => `${name}: must be set where REDIS_URL is, the same for all nodes`)
}

/** Checks a set of variables. Gives all problems at once, one line each. */
const parse = (source: Source) => {
  const problems: string[] = []
  const result = variables.safeParse(gather(source, problems))
  if (!result.success)
    problems.push(...result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  if (result.success) problems.push(...problemsOfNodes(result.data))
  if (result.success && problems.length === 0) return result.data
  throw new BootFailure('The settings cannot be used:', ...problems.map((line) => `  ${line}`))
}

const describe = (values: z.infer<typeof variables>, secret: string) => {
  const publicUrl = values.PUBLIC_URL ?? `http://localhost:${values.PORT}`
  return {
    /** The one origin people open, without a slash at the end. */
    publicUrl,
    isSecure: publicUrl.startsWith('https:'),
    port: values.PORT,
    host: values.HOST,
    /** How many proxies of one's own stand before Krug; so many addresses of X-Forwarded-For are believed. */
    trustProxy: values.TRUST_PROXY,
    dataFolder: values.DATA_DIR,
    runtimeFolder: values.RUNTIME_DIR,
    /** Unset: Krug runs its own Postgres in the data folder. */
    databaseUrl: values.DATABASE_URL,
    poolSize: values.DATABASE_POOL_SIZE,
    /** Set where several nodes serve one database: Redis or Valkey, through which they wake each other. */
    redisUrl: values.REDIS_URL,
    secret,
    metricsToken: values.METRICS_TOKEN,
    defaultLocale: values.DEFAULT_LOCALE,
    logLevel: values.LOG_LEVEL,
  }
}

export type Env = ReturnType<typeof describe>

/**
 * Reads the settings; the session secret is made in the data folder at the first start.
 * Throws `BootFailure` with every problem, `DatabaseFailure` when the data folder cannot be written.
 */
export const readEnv = (source: Source): Env => {
  const values = parse(source)
  return describe(values, values.SECRET ?? keepSecret(path.join(openDataFolder(values.DATA_DIR), 'secret')))
}

/** The process's own variables, over those of `.env` beside package.json. */
export const processVariables = (): Source => {
  const file = path.join(projectFolder, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  return process.env
}
