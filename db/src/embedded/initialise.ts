import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { DatabaseFailure } from './failure.ts'
import { handOver } from './folders.ts'

export const databaseUser = 'krug'

/** Postgres gets nothing of Krug's own environment. */
export const cleanEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' }

const run = (command: string, args: string[], account: Account) =>
  new Promise<{ status: number | null; output: string }>((resolve) => {
    const child = spawn(command, args, { ...account, cwd: '/', env: cleanEnvironment })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', (error) => resolve({ status: null, output: error.message }))
    child.on('close', (status) => resolve({ status, output }))
  })

const hour = 3_600_000

/** A start that was killed half way leaves its partial cluster behind. */
const removeOldPartials = (parent: string, name: string): void => {
  for (const entry of readdirSync(parent)) {
    const file = path.join(parent, entry)
    if (entry.startsWith(`${name}.new-`) && Date.now() - statSync(file).mtimeMs > hour)
      rmSync(file, { recursive: true, force: true })
  }
}

const checkVersion = (cluster: string, major: number): void => {
  const found = Number(readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim())
  if (found === major) return
  throw new DatabaseFailure(
    'otherVersion',
    `The data in ${cluster} belongs to Postgres ${found}, this Krug brings Postgres ${major}. Export with the older Krug first.`,
  )
}

/**
 * Makes the cluster when there is none. It grows under another name and is renamed when complete, so a cluster
 * that exists is always whole. `builtin C.UTF-8` keeps indexes valid when the system's locales change.
 */
export const initialise = async (
  cluster: string,
  binaries: Binaries,
  account: Account,
  password: string,
): Promise<void> => {
  if (existsSync(path.join(cluster, 'PG_VERSION'))) {
    checkVersion(cluster, binaries.major)
    return
  }
  const parent = path.dirname(cluster)
  removeOldPartials(parent, path.basename(cluster))
  const partial = handOver(mkdtempSync(`${cluster}.new-`), account)
  const secret = `${partial}.password`
  writeFileSync(secret, password, { mode: 0o600 })
  handOver(secret, account)
  const { status, output } = await run(
    binaries.initdb,
    [
      `--pgdata=${partial}`,
      `--username=${databaseUser}`,
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      '--no-instructions',
    ],
    account,
  )
  rmSync(secret)
  if (status !== 0) {
    rmSync(partial, { recursive: true, force: true })
    throw new DatabaseFailure('notStarted', `The database could not be created: ${lastWords(output)}`)
  }
  adopt(partial, cluster)
}

const adopt = (partial: string, cluster: string): void => {
  chmodSync(partial, 0o700)
  try {
    if (existsSync(cluster)) rmdirSync(cluster)
    renameSync(partial, cluster)
  } catch {
    // Another start finished first and its cluster stands; ours is not needed.
    rmSync(partial, { recursive: true, force: true })
  }
}

/** The line of a program's output that says what went wrong. */
export const lastWords = (output: string): string => {
  const lines = output.trim().split('\n')
  return (lines.findLast((line) => /FATAL|error:|could not/.test(line)) ?? lines.at(-1) ?? '').trim()
}
