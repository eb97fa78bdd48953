import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test as base } from '@playwright/test'
import { connect, type Database } from 'db/connect'
import { openEmbedded } from 'db/embedded/embedded'
import { spawnServer, type SpawnedServer } from './process.ts'

/** A whole Krug of the browser tests: pages, API, rooms and a database in a temporary folder. */
export type Site = {
  url: string
  /** The server's own database, for factories and for looking. */
  db: Database
  server: SpawnedServer
}

const openSite = async (words: string[], use: (site: Site) => Promise<void>): Promise<void> => {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'krug-e2e-'))
  const server = spawnServer({ words, settings: { DATA_DIR: dataFolder, LOG_LEVEL: 'warn' } })
  try {
    const url = await server.ready
    const postgres = await openEmbedded({ dataFolder, exclusive: false })
    const pool = connect(postgres.url, { max: 2 })
    await use({ url, db: pool.db, server })
    await pool.close()
  } finally {
    await server.kill('SIGTERM')
    rmSync(dataFolder, { recursive: true, force: true })
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

export { expect } from '@playwright/test'
