import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { countDamage } from 'db/queries/damage'
import { countPendingMigrations } from 'db/migrate'
import { knowsTrigrams } from 'db/trigrams'
import { handlerFile } from '../boot/build.ts'
import { BootFailure } from '../boot/failure.ts'
import type { Deps } from '../deps.ts'
import { processVariables, readEnv, type Env } from '../env.ts'
import { hasAdministrator } from '../invitations/issue.ts'
import { openCluster } from '../sync/cluster/cluster.ts'
import { say, withKrug } from './open.ts'

/** What was looked at, and what is wrong with it; null when it is well. */
type Finding = { what: string; wrong: string | null }

const leastSpace = 1_000_000_000

const checkSpace = ({ dataFolder }: Env): Finding => {
  const { bavail, bsize } = statfsSync(dataFolder)
  const gigabytes = ((bavail * bsize) / 1e9).toFixed(1)
  return {
    what: `free space in ${dataFolder}: ${gigabytes} GB`,
    wrong: bavail * bsize < leastSpace ? 'less than 1 GB is left' : null,
  }
}

const checkPrivacy = ({ dataFolder }: Env): Finding => {
  const secret = path.join(dataFolder, 'secret')
  const isOpen = existsSync(secret) && (statSync(secret).mode & 0o077) !== 0
  return { what: 'secrets are readable by Krug alone', wrong: isOpen ? `run: chmod 600 ${secret}` : null }
}

const checkWriting = ({ dataFolder }: Env): Finding => {
  try {
    accessSync(dataFolder, constants.W_OK)
    return { what: 'the data folder can be written', wrong: null }
  } catch {
    return { what: 'the data folder can be written', wrong: `${dataFolder} belongs to another user` }
  }
}

const checkPages = (): Finding => ({
  what: existsSync(handlerFile) ? 'the pages are prepared' : 'the pages will be prepared at the next start',
  wrong: null,
})

const checkAddress = ({ publicUrl, isSecure }: Env): Finding => ({
  what: `people open ${publicUrl}${isSecure ? '' : ' (this machine only; set PUBLIC_URL for others)'}`,
  wrong: null,
})

const checkDatabase = async ({ db, sql }: Deps): Promise<Finding[]> => {
  const [row] = await sql<{ version: string }[]>`select current_setting('server_version') as version`
  const [size] = await sql<
    { size: string }[]
  >`select pg_size_pretty(pg_database_size(current_database())) as size`
  const pending = await countPendingMigrations(sql)
  return [
    { what: `the database answers: Postgres ${row?.version}, ${size?.size}`, wrong: null },
    { what: 'its schema is of this version', wrong: pending ? `${pending} migrations are missing` : null },
    {
      what: 'search forgives typing mistakes in titles',
      wrong: (await knowsTrigrams(sql)) ? null : "let the database's owner run: create extension pg_trgm",
    },
    {
      what: 'there is an administrator',
      wrong: (await hasAdministrator(db)) ? null : 'run: krug create-admin',
    },
  ]
}

const checkBytes = async ({ db }: Deps): Promise<Finding> => {
  const { rows, states } = await countDamage(db)
  const isWell = rows + states === 0
  return {
    what: 'documents have the bytes that were written',
    wrong: isWell ? null : `${rows} rows and ${states} full states do not; the manual says what that means`,
  }
}

/** A little longer than the pause between two signs of life of a node. */
const LISTEN_MS = 4_000

const checkNodes = async ({ redisUrl, secret }: Env, { log }: Deps): Promise<Finding[]> => {
  if (redisUrl === undefined) return []
  const cluster = await openCluster({ url: redisUrl, secret, log, port: null })
  await pause(LISTEN_MS)
  const [isUp, labels, { nodeMessagesForeign }] = [cluster.isUp(), cluster.labels(), cluster.figures()]
  cluster.close()
  const strangers = 'messages that are not ours are heard: do all nodes have the same SECRET and version?'
  return [
    { what: 'Redis answers', wrong: isUp ? null : 'it cannot be reached under REDIS_URL' },
    {
      what: `nodes that are heard: ${labels.join(', ') || 'none'}`,
      wrong: nodeMessagesForeign > 0 ? strangers : null,
    },
  ]
}

/** `krug doctor`: looks at everything Krug needs and says what to do; ends with 1 when something is wrong. */
export const examine = async (): Promise<void> => {
  const env = readEnv(processVariables())
  const findings = [checkWriting(env), checkPrivacy(env), checkSpace(env), checkPages(), checkAddress(env)]
  await withKrug(async (deps) => {
    findings.push(...(await checkDatabase(deps)), await checkBytes(deps), ...(await checkNodes(env, deps)))
  }, env)
  for (const { what, wrong } of findings) say(wrong === null ? `  ok  ${what}` : `  !!  ${what}: ${wrong}`)
  const faults = findings.filter(({ wrong }) => wrong !== null).length
  if (faults > 0) throw new BootFailure(`${faults} of ${findings.length} need a look.`)
}
