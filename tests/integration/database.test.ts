import { networks } from 'db/schema/schools'
import { newId } from 'db/id'
import { countPendingMigrations, migrate } from 'db/migrate'
import { expect, test } from 'vitest'
import { freshDatabase } from '../support/database.ts'

const aNetworkRow = () => ({ id: newId(), name: 'Озёрский район' })

test('a fresh database is migrated, empty and nobody else writes into it', async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()])
  await one.db.insert(networks).values(aNetworkRow())

  expect(await one.db.select().from(networks)).toHaveLength(1)
  expect(await other.db.select().from(networks)).toHaveLength(0)
  expect(await one.sql`select 1 from pg_database where datname = current_database()`).toHaveLength(1)
  await Promise.all([one.drop(), other.drop()])
  await expect(one.sql`select 1`).rejects.toThrow()
})

test('migrating again, and from two processes at once, changes nothing', async () => {
  const { url, sql, db, drop } = await freshDatabase()
  await db.insert(networks).values(aNetworkRow())
  await Promise.all([migrate(url), migrate(url)])

  expect(await countPendingMigrations(sql)).toBe(0)
  expect(await db.select().from(networks)).toHaveLength(1)
  await drop()
})

test('two Krugs that start at once on an empty database migrate it once', async () => {
  const { url, sql, drop } = await freshDatabase()
  await sql`drop schema public cascade`
  await sql`drop schema drizzle cascade`
  await sql`create schema public`
  await Promise.all([migrate(url), migrate(url), migrate(url)])

  expect(await countPendingMigrations(sql)).toBe(0)
  const applied = await sql<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations`
  expect(new Set(applied.map((row) => row.hash)).size).toBe(applied.length)
  await drop()
})

test('letters outside ASCII are folded and compared the same on every machine', async () => {
  const { sql, drop } = await freshDatabase()
  const [row] = await sql`
    select lower('ЁЛКА') as folded, 'ёлка' < 'жук' collate "ru-x-icu" as sorted,
      to_tsvector('russian', 'уроки математики') @@ to_tsquery('russian', 'урок') as found`

  expect(row).toEqual({ folded: 'ёлка', sorted: true, found: true })
  await drop()
})

test('what every append changes of a document stands in no index, so that typing grows none', async () => {
  const { sql, drop } = await freshDatabase()
  const indexed = await sql<{ attname: string }[]>`
    select attname from pg_index join pg_attribute on attrelid = indrelid and attnum = any(indkey)
    where indrelid = 'document'::regclass`

  const names = indexed.map(({ attname }) => attname)
  expect(names).toContain('id')
  for (const changed of ['head_seq', 'bytes', 'edited_at']) expect(names).not.toContain(changed)
  await drop()
})
