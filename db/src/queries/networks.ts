import { asc, eq, sql } from 'drizzle-orm'
import { isChange, type Change } from '../change.ts'
import type { Db, Transaction } from '../connect.ts'
import { networks } from '../schema/schools.ts'

type NewNetwork = typeof networks.$inferInsert

const columns = {
  id: networks.id,
  name: networks.name,
  goal: networks.goal,
  timeZone: networks.timeZone,
  locale: sql<'ru' | 'en'>`${networks.locale}`,
}

/** The installation's network; null before the administrator has created it. */
export const findNetwork = async (db: Db) => {
  const [found] = await db.select(columns).from(networks).orderBy(asc(networks.createdAt)).limit(1)
  return found ?? null
}

/** Inserts the network unless there is one; null then. Two at once are told apart by the lock. */
export const insertOnlyNetwork = async (tx: Transaction, network: NewNetwork): Promise<string | null> => {
  await tx.execute(sql`lock table network in share row exclusive mode`)
  if (await findNetwork(tx)) return null
  await tx.insert(networks).values(network)
  return network.id
}

export const updateNetwork = async (db: Db, networkId: string, change: Change<NewNetwork>): Promise<void> => {
  if (isChange(change)) await db.update(networks).set(change).where(eq(networks.id, networkId))
}

/** True when this Postgres knows the zone by exactly this name. */
export const isTimeZoneKnown = async (db: Db, name: string): Promise<boolean> => {
  const found = await db.execute(sql`select 1 from pg_timezone_names where name = ${name}`)
  return found.length > 0
}

/** The municipal day that is today in the network. */
export const readToday = async (db: Db, networkId: string): Promise<string> => {
  const [row] = await db
    .select({ today: sql<string>`to_char(now() at time zone ${networks.timeZone}, 'YYYY-MM-DD')` })
    .from(networks)
    .where(eq(networks.id, networkId))
  if (!row) throw new Error('the network is gone')
  return row.today
}
