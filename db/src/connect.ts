import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'

export type Sql = postgres.Sql

/** Opens a pool on a Postgres URL. The raw `sql` serves the hot path of the log; drizzle serves the rest. */
export const connect = (url: string, options: { max?: number; applicationName?: string } = {}) => {
  const sql = postgres(url, {
    max: options.max ?? 10,
    onnotice: () => undefined,
    connection: { application_name: options.applicationName ?? 'krug' },
  })
  return { sql, db: drizzle(sql), close: () => sql.end({ timeout: 5 }) }
}

export type Connected = ReturnType<typeof connect>
export type Database = Connected['db']
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]
/** What every query takes first: the pool or an open transaction. */
export type Db = Database | Transaction
