import { randomBytes } from 'node:crypto'
import { createApi } from 'server/api'
import { createAuth } from 'server/access/auth'
import type { Withdrawal } from 'server/access/revoke'
import type { Deps } from 'server/deps'
import { readEnv } from 'server/env'
import { createLogger } from 'server/log'
import { createProjections } from 'server/projections/runner'
import { freshDatabase } from './database.ts'

type Overrides = { publicUrl?: string; trustProxy?: number }

export const ORIGIN = 'http://localhost:3000'

/** The whole HTTP API in this process on a database of its own, without sockets: requests go through `request`. */
export const openApi = async ({ publicUrl = ORIGIN, trustProxy = 0 }: Overrides = {}) => {
  const database = await freshDatabase()
  const { db, sql } = database
  const withdrawals: Withdrawal[] = []
  const lines: string[] = []
  const log = createLogger({ level: 'info', destination: { write: (line: string) => void lines.push(line) } })
  const secret = randomBytes(32).toString('hex')
  const env = { ...readEnv({ SECRET: secret, PUBLIC_URL: publicUrl }), trustProxy }
  const now = () => new Date()
  const projections = createProjections({ db, log, now, projections: [] })
  const deps: Deps = {
    db,
    sql,
    env,
    log,
    auth: createAuth({ db, log, publicUrl, secret }),
    rooms: { revoke: (withdrawal) => void withdrawals.push(withdrawal) },
    projections,
    now,
  }
  const api = createApi(deps)
  const request = (path: string, init?: RequestInit, peer = '10.0.0.7') =>
    Promise.resolve(api.request(path, init, { incoming: { socket: { remoteAddress: peer } } }))
  const close = async () => {
    await projections.stop()
    await database.drop()
  }
  return { api, deps, db, sql, request, withdrawals, lines, close }
}

export type OpenApi = Awaited<ReturnType<typeof openApi>>
