import type { Database, Sql } from 'db/connect'
import type { Logger } from 'pino'
import type { Auth } from './access/auth.ts'
import type { Texts } from './documents/texts.ts'
import type { Env } from './env.ts'
import type { Projections } from './projections/runner.ts'
import type { OpenCluster } from './sync/cluster/cluster.ts'
import type { Rooms } from './sync/rooms/rooms.ts'
import type { History } from './versions/history.ts'

/** Everything a route may use, composed once in main. */
export type Deps = {
  db: Database
  sql: Sql
  env: Env
  log: Logger
  auth: Auth
  rooms: Rooms
  projections: Projections
  texts: Texts
  history: History
  /** The other nodes, where REDIS_URL is set. */
  cluster: OpenCluster | null
  now: () => Date
}
