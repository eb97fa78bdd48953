import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import { connect, type Sql } from './connect.ts'

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url))

/** Any number does; it must only be the same in every Krug. */
const migrationLock = 7_385_022

/** Brings the database to this version's schema; of several Krugs starting at once one migrates, the others wait. */
export const migrate = async (url: string): Promise<void> => {
  // One connection, because the lock belongs to it.
  const { sql, db, close } = connect(url, { max: 1, applicationName: 'krug migrations' })
  try {
    await sql`select pg_advisory_lock(${migrationLock})`
    await applyMigrations(db, { migrationsFolder })
  } finally {
    await close()
  }
}

/** How many of this version's migrations the database lacks. */
export const countPendingMigrations = async (sql: Sql): Promise<number> => {
  const newest = await sql<{ at: string }[]>`
    select coalesce(max(created_at), 0) as at from drizzle.__drizzle_migrations`
  const at = Number(newest[0]?.at ?? 0)
  return readMigrationFiles({ migrationsFolder }).filter((one) => one.folderMillis > at).length
}
