import { createApi } from 'server/api'
import type { Withdrawal } from 'server/access/revoke'
import { compose } from 'server/boot/compose'
import type { Deps } from 'server/deps'
import { readEnv } from 'server/env'
import { createLogger } from 'server/log'
import { freshDatabase } from './database.ts'

type Overrides = { publicUrl?: string; trustProxy?: number }

export const ORIGIN = 'http://localhost:3000'
const SECRET = 'only for tests: thirty-two characters and more'

/**
 * The HTTP API in this process as main composes it, on a database of its own, without a socket: requests go through
 * `request`, which also says from which address they come. Withdrawals of rights are noted on their way to the rooms.
 */
export const openApi = async ({ publicUrl = ORIGIN, trustProxy = 0 }: Overrides = {}) => {
  const database = await freshDatabase()
  const withdrawals: Withdrawal[] = []
  const lines: string[] = []
  const log = createLogger({ level: 'info', destination: { write: (line: string) => void lines.push(line) } })
  const env = { ...readEnv({ SECRET, PUBLIC_URL: publicUrl }), trustProxy }
  const composed = compose(env, { ...database, close: () => Promise.resolve() }, log)
  const revoke = (withdrawal: Withdrawal) => {
    withdrawals.push(withdrawal)
    composed.rooms.revoke(withdrawal)
  }
  const deps: Deps = { ...composed, rooms: { ...composed.rooms, revoke } }
  const api = createApi(deps)
  const request = async (path: string, init?: RequestInit, peer = '10.0.0.7'): Promise<Response> =>
    api.request(path, init, { incoming: { socket: { remoteAddress: peer } } })
  const close = async () => {
    await composed.rooms.drain()
    await deps.projections.stop()
    await deps.history.stop()
    await database.drop()
  }
  return { api, deps, db: database.db, sql: database.sql, request, withdrawals, lines, close }
}

export type OpenApi = Awaited<ReturnType<typeof openApi>>
