import { checkServer } from 'db/check'
import { connect, type Connected } from 'db/connect'
import { openEmbedded } from 'db/embedded/embedded'
import type { DatabaseFailure } from 'db/embedded/failure'
import { migrate } from 'db/migrate'
import type { Env } from '../env.ts'

export type OpenDatabase = Connected & { url: string }

export type DatabaseOptions = {
  /** False for a command that may run beside a running Krug. */
  exclusive?: boolean
  say?: (line: string) => void
  onLost?: (failure: DatabaseFailure) => void
}

const openServer = async (env: Env, options: DatabaseOptions) => {
  if (env.databaseUrl) {
    await checkServer(env.databaseUrl)
    return { url: env.databaseUrl, close: () => Promise.resolve() }
  }
  return openEmbedded({
    dataFolder: env.dataFolder,
    ...(env.runtimeFolder && { runtimeFolder: env.runtimeFolder }),
    ...options,
  })
}

/** Opens the database (Krug's own unless DATABASE_URL names another), brings its schema up to date, opens a pool. */
export const openDatabase = async (env: Env, options: DatabaseOptions = {}): Promise<OpenDatabase> => {
  const server = await openServer(env, options)
  try {
    await migrate(server.url)
  } catch (error) {
    await server.close()
    throw error
  }
  const pool = connect(server.url, { max: env.poolSize })
  const close = async () => {
    await pool.close()
    await server.close()
  }
  return { ...pool, url: server.url, close }
}
