import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import { connect, type Database, type Sql } from './connect.ts'
import { DatabaseFailure } from './embedded/failure.ts'
import { prepareTrigrams } from './trigrams.ts'

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url))

/** Any number does; it must only be the same in every Krug. */
const migrationLock = 7_385_022

/** When the newest migration was written that the database has; 0 when it has none. */
const readNewest = async (sql: Sql): Promise<number> => {
  const [row] = await sql<{ at: string }[]>`
    select coalesce(max(created_at), 0) as at from drizzle.__drizzle_migrations`
  return Number(row?.at ?? 0)
}

const hasMigrations = async (sql: Sql): Promise<boolean> => {
  const [row] = await sql<{ found: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as found`
  return row?.found ?? false
}

const refuseNewer = async (sql: Sql): Promise<void> => {
  const known = Math.max(...readMigrationFiles({ migrationsFolder }).map((one) => one.folderMillis))
  if ((await hasMigrations(sql)) && (await readNewest(sql)) > known)
    throw new DatabaseFailure(
      'otherVersion',
      'The database was used by a newer Krug. Install that version or a newer one.',
    )
}

const apply = async (db: Database): Promise<void> => {
  try {
    await applyMigrations(db, { migrationsFolder })
  } catch (error) {
    const { cause } = error as { cause?: unknown }
    const reason = cause instanceof Error ? cause.message : String(error)
    throw new DatabaseFailure(
      'unusable',
      `The database could not be brought to this version (${reason}). Nothing was changed in it.`,
    )
  }
}

/**
 * Brings the database to this version's schema in one transaction; of several Krugs starting at once one migrates,
 * the others wait. Throws `DatabaseFailure`.
 */
export const migrate = async (url: string): Promise<void> => {
  // One connection, because the lock belongs to it.
  const { sql, db, close } = connect(url, { max: 1, applicationName: 'krug migrations' })
  try {
    await sql`select pg_advisory_lock(${migrationLock})`
    await refuseNewer(sql)
    await apply(db)
    await prepareTrigrams(sql)
  } finally {
    await close()
  }
}

/** How many of this version's migrations the database lacks. */
export const countPendingMigrations = async (sql: Sql): Promise<number> => {
  const newest = await readNewest(sql)
  return readMigrationFiles({ migrationsFolder }).filter((one) => one.folderMillis > newest).length
}
