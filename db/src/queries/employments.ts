import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { employments, people } from '../schema/people.ts'
import { networks, schools } from '../schema/schools.ts'

/** The municipal day of leaving still counts in figures, but no longer as a workplace. */
const stillWorks = sql`(${employments.until} is null
  or ${employments.until} > (now() at time zone ${networks.timeZone})::date)`

/** Schools where the person works today: her main one first. */
export const listWorkplaceIds = async (db: Db, personId: string): Promise<string[]> => {
  const rows = await db
    .select({ schoolId: employments.schoolId })
    .from(employments)
    .innerJoin(schools, eq(schools.id, employments.schoolId))
    .innerJoin(networks, eq(networks.id, schools.networkId))
    .where(and(eq(employments.personId, personId), stillWorks))
    .orderBy(sql`${employments.isPrimary} desc`, employments.since)
  return [...new Set(rows.map(({ schoolId }) => schoolId))]
}

/** The school a session starts with: only when there is nothing to choose. */
export const findOnlyWorkplace = async (db: Db, personId: string): Promise<string | null> => {
  const [first, second] = await listWorkplaceIds(db, personId)
  return second === undefined ? (first ?? null) : null
}

export const isActivePerson = async (db: Db, personId: string): Promise<boolean> => {
  const [found] = await db.select({ state: people.state }).from(people).where(eq(people.id, personId))
  return found?.state === 'active'
}
