import { and, asc, eq, inArray, max, sql } from 'drizzle-orm'
import type { Change } from '../change.ts'
import type { Db, Transaction } from '../connect.ts'
import { networks, schools } from '../schema/schools.ts'

export type SchoolRow = typeof schools.$inferSelect

export const listSchools = (db: Db, networkId: string): Promise<SchoolRow[]> =>
  db.select().from(schools).where(eq(schools.networkId, networkId)).orderBy(asc(schools.position))

export const findSchool = async (db: Db, networkId: string, schoolId: string): Promise<SchoolRow | null> => {
  const [found] = await db
    .select()
    .from(schools)
    .where(and(eq(schools.networkId, networkId), eq(schools.id, schoolId)))
  return found ?? null
}

export const findSchools = (db: Db, ids: readonly string[]): Promise<SchoolRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(schools)
        .where(inArray(schools.id, [...ids]))
        .orderBy(asc(schools.position))

/** Holds back other schools that want to join at this moment: colour, code and place follow the order of joining. */
export const lockNetwork = (tx: Transaction, networkId: string) =>
  tx.select({ id: networks.id }).from(networks).where(eq(networks.id, networkId)).for('no key update')

export const readJoined = async (tx: Transaction, networkId: string) => {
  const [row] = await tx
    .select({
      last: max(schools.position),
      count: sql<number>`count(*)::int`,
      codes: sql<string[]>`coalesce(array_agg(${schools.code}), '{}')`,
    })
    .from(schools)
    .where(eq(schools.networkId, networkId))
  return { last: row?.last ?? 0, count: row?.count ?? 0, codes: row?.codes ?? [] }
}

export const insertSchool = (tx: Transaction, school: typeof schools.$inferInsert) =>
  tx.insert(schools).values(school)

export const deleteSchool = (tx: Transaction, schoolId: string) =>
  tx.delete(schools).where(eq(schools.id, schoolId))

/** Changes a school of the network; false when it has no such school. */
export const updateSchool = async (
  db: Db,
  networkId: string,
  schoolId: string,
  change: Change<SchoolRow>,
): Promise<boolean> => {
  const changed = await db
    .update(schools)
    .set({ ...change, networkId })
    .where(and(eq(schools.networkId, networkId), eq(schools.id, schoolId)))
    .returning({ id: schools.id })
  return changed.length > 0
}
