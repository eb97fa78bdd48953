import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { connect, type Database } from 'db/connect'
import { openEmbedded } from 'db/embedded/embedded'
import { PASSWORD } from '../factories/person.ts'
import { spawnServer, type SpawnedServer } from './process.ts'
import { test as base } from './tidy.ts'

/** A whole Krug of the browser tests: pages, API, rooms and a database in a temporary folder. */
export type Site = {
  url: string
  /** The server's own database, for factories and for looking. */
  db: Database
  /** What everybody signs in with: the demo's own password, else that of the factories. */
  password: string
  server: SpawnedServer
}

const openSite = async (words: string[], use: (site: Site) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'krug-e2e-'))
  // As root, the database's own account must be able to walk in.
  chmodSync(folder, 0o711)
  const server = spawnServer({ words, settings: { DATA_DIR: path.join(folder, 'data'), LOG_LEVEL: 'warn' } })
  const dataFolder = path.join(folder, words.includes('--demo') ? 'data-demo' : 'data')
  try {
    const url = await server.ready
    const postgres = await openEmbedded({ dataFolder, exclusive: false })
    const passwordFile = path.join(dataFolder, 'demo.password')
    const password = existsSync(passwordFile) ? readFileSync(passwordFile, 'utf8') : PASSWORD
    const pool = connect(postgres.url, { max: 2 })
    await use({ url, db: pool.db, password, server })
    await pool.close()
  } finally {
    await server.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
}

type Sites = {
  /** The demo municipality, started when the first test asks for it; tests share it and must not spoil it. */
  demo: Site
  /** A Krug after its first start: no network, no people; tests share it and fill it by factories. */
  empty: Site
}

const minutes = 60_000

export const test = base.extend<object, Sites>({
  // Playwright reads the names of the fixtures used from the first parameter, so it must be a pattern.
  // eslint-disable-next-line no-empty-pattern
  demo: [({}, use) => openSite(['start', '--demo'], use), { scope: 'worker', timeout: 5 * minutes }],
  // eslint-disable-next-line no-empty-pattern
  empty: [({}, use) => openSite(['start'], use), { scope: 'worker', timeout: 5 * minutes }],
})

/** Gives the page's browser a person's session, as the sign-in form would. */
export const signInAs = async (page: Page, { url, password }: Site, email: string): Promise<void> => {
  const answer = await page.request.post(`${url}/api/auth/sign-in/email`, {
    headers: { origin: url },
    data: { email, password },
  })
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()} ${await answer.text()}`)
}

export { expect } from '@playwright/test'
