import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'

export type Sql = postgres.Sql

/** Takes libpq's `?host=/folder/of/the/socket` out of an address; postgres.js wants it as an option. */
export const splitSocket = (address: string): { url: string; socket: { host?: string } } => {
  const url = new URL(address)
  const host = url.searchParams.get('host')
  if (!host?.startsWith('/')) return { url: address, socket: {} }
  url.searchParams.delete('host')
  return { url: url.href, socket: { host } }
}

/** Opens a pool on a Postgres URL. The raw `sql` serves the hot path of the log; drizzle serves the rest. */
export const connect = (address: string, options: { max?: number; applicationName?: string } = {}) => {
  const { url, socket } = splitSocket(address)
  const sql = postgres(url, {
    ...socket,
    max: options.max ?? 10,
    onnotice: () => undefined,
    connection: { application_name: options.applicationName ?? 'krug' },
  })
  return { sql, db: drizzle(sql), close: () => sql.end({ timeout: 5 }) }
}

/**
 * One connection for the statement that writes the log (DESIGN §4): it comes back at once after a loss, never waits longer
 * than `heldMs` for a row that somebody else holds, and its commits are on disk when they are answered.
 */
export const connectWriter = (address: string, heldMs: number): Sql => {
  const { url, socket } = splitSocket(address)
  return postgres(url, {
    ...socket,
    max: 1,
    max_lifetime: null,
    connect_timeout: 5,
    backoff: () => 0.1,
    onnotice: () => undefined,
    connection: {
      application_name: 'krug log',
      synchronous_commit: 'on',
      // One statement for one row and for hundreds: planned anew each time, planning takes longer than writing.
      plan_cache_mode: 'force_generic_plan',
      lock_timeout: heldMs,
      statement_timeout: 10_000,
    },
  })
}

export type Connected = ReturnType<typeof connect>
export type Database = Connected['db']
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]
/** What every query takes first: the pool or an open transaction. */
export type Db = Database | Transaction
