import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { readEnv } from 'server/env'
import { createLogger } from 'server/log'
import { start, type Running } from 'server/main'
import type { Limits } from 'server/sync/limits'
import { freshDatabase } from './database.ts'

const temporaryFolder = () => mkdtempSync(path.join(os.tmpdir(), 'krug-data-'))
const remove = (folder: string) => rmSync(folder, { recursive: true, force: true })

export type TestServer = Omit<Running, 'stop'> & { stop: () => Promise<void> }

/**
 * Krug inside the test's own process on a free port, without pages. Takes a fresh database unless given one;
 * `settings` are variables as in .env.
 */
export const startServer = async (
  options: {
    databaseUrl?: string
    settings?: Record<string, string>
    roomLimits?: Partial<Limits>
  } = {},
): Promise<TestServer> => {
  const database = options.databaseUrl ? null : await freshDatabase()
  const dataFolder = temporaryFolder()
  const env = readEnv({
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATA_DIR: dataFolder,
    DATABASE_URL: options.databaseUrl ?? database?.url,
    ...options.settings,
  })
  const running = await start(env, {
    log: createLogger({ level: env.logLevel }),
    ...(options.roomLimits && { roomLimits: options.roomLimits }),
  })
  const stop = async () => {
    await running.stop()
    await database?.drop()
    remove(dataFolder)
  }
  return { ...running, stop }
}
