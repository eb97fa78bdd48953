import type { Database, Sql } from 'db/connect'
import type { Logger } from 'pino'
import type { Auth } from './access/auth.ts'
import type { Withdrawal } from './access/revoke.ts'
import type { Env } from './env.ts'
import type { Projections } from './projections/runner.ts'

/** What routes ask of the rooms. */
export type RoomsDoor = { revoke: (withdrawal: Withdrawal) => void }

/** Everything a route may use, composed once in main. */
export type Deps = {
  db: Database
  sql: Sql
  env: Env
  log: Logger
  auth: Auth
  rooms: RoomsDoor
  projections: Projections
  now: () => Date
}
