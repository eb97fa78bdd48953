import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { connect, type Database } from 'db/connect'
import { openEmbedded } from 'db/embedded/embedded'
import { freePort } from './ports.ts'
import { spawnServer, type SpawnedServer } from './process.ts'
import { test as base } from './tidy.ts'

/** A Krug that a test may kill: the same address and the same data after every start. */
export type Place = {
  url: string
  /** Its database, until the first kill. */
  db: Database
  kill: () => Promise<void>
  start: () => Promise<void>
  /** Lets it take calls and answer none, and go on. */
  freeze: () => void
  thaw: () => void
}

const open = async (
  dataFolder: string,
  port: string,
  use: (place: Place) => Promise<void>,
): Promise<void> => {
  const spawn = () =>
    spawnServer({ words: ['start'], settings: { DATA_DIR: dataFolder, PORT: port, LOG_LEVEL: 'warn' } })
  let server: SpawnedServer = spawn()
  try {
    const url = await server.ready
    const postgres = await openEmbedded({ dataFolder, exclusive: false })
    const pool = connect(postgres.url, { max: 1 })
    const kill = async () => {
      await server.kill('SIGKILL')
    }
    const start = async () => {
      server = spawn()
      await server.ready
    }
    const freeze = () => void server.process.kill('SIGSTOP')
    const thaw = () => void server.process.kill('SIGCONT')
    await use({ url, db: pool.db, kill, start, freeze, thaw })
    await pool.close()
  } finally {
    await server.kill('SIGTERM')
  }
}

const minutes = 60_000

export const test = base.extend<{ place: Place }>({
  place: [
    // Playwright reads the names of the fixtures used from the first parameter, so it must be a pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'krug-restart-'))
      // As root, the database's own account must be able to walk in.
      chmodSync(folder, 0o711)
      try {
        await open(path.join(folder, 'data'), String(await freePort()), use)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
    { timeout: 5 * minutes },
  ],
})
