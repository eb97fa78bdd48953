import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Db, Transaction } from '../connect.ts'
import { newId } from '../id.ts'
import { employments, people, sessions } from '../schema/people.ts'
import { networks, schools } from '../schema/schools.ts'

/** The municipal day of leaving still counts in figures, but no longer as a workplace. */
export const stillWorks = sql`(${employments.until} is null
  or ${employments.until} > (now() at time zone ${networks.timeZone})::date)`

/** Where these people work today, each person's main workplace first. */
export const listWorkplaces = async (db: Db, personIds: readonly string[]) =>
  personIds.length === 0
    ? []
    : db
        .select({
          personId: employments.personId,
          jobTitle: employments.position,
          isPrimary: employments.isPrimary,
          school: schools,
        })
        .from(employments)
        .innerJoin(schools, eq(schools.id, employments.schoolId))
        .innerJoin(networks, eq(networks.id, schools.networkId))
        .where(and(inArray(employments.personId, [...personIds]), stillWorks))
        .orderBy(desc(employments.isPrimary), asc(employments.since), asc(employments.id))

/** The school a session starts with: only when there is nothing to choose. */
export const findOnlyWorkplace = async (db: Db, personId: string): Promise<string | null> => {
  const schoolIds = new Set((await listWorkplaces(db, [personId])).map(({ school }) => school.id))
  const [only = null] = schoolIds
  return schoolIds.size === 1 ? only : null
}

export const isActivePerson = async (db: Db, personId: string): Promise<boolean> => {
  const [found] = await db.select({ state: people.state }).from(people).where(eq(people.id, personId))
  return found?.state === 'active'
}

type Hired = { personId: string; schoolId: string; position: string; today: string }

/** Employs the person from today unless she works there already; her first workplace is the main one. */
export const employ = async (
  tx: Transaction,
  { personId, schoolId, position, today }: Hired,
): Promise<void> => {
  const current = await listWorkplaces(tx, [personId])
  if (current.some(({ school }) => school.id === schoolId)) return
  await tx
    .insert(employments)
    .values({ id: newId(), personId, schoolId, position, since: today, isPrimary: current.length === 0 })
    .onConflictDoUpdate({
      target: [employments.personId, employments.schoolId, employments.since],
      set: { until: null, position },
    })
}

/** Ends the person's work at the school today and takes the school out of her sessions; false when she does not work there. */
export const endEmployment = async (
  tx: Transaction,
  { personId, schoolId, today }: Omit<Hired, 'position'>,
): Promise<boolean> => {
  const ended = await tx
    .update(employments)
    .set({ until: today })
    .where(
      and(
        eq(employments.personId, personId),
        eq(employments.schoolId, schoolId),
        sql`(${employments.until} is null or ${employments.until} > ${today}::date)`,
      ),
    )
    .returning({ id: employments.id })
  await tx
    .update(sessions)
    .set({ schoolId: null })
    .where(and(eq(sessions.personId, personId), eq(sessions.schoolId, schoolId)))
  return ended.length > 0
}

/** True when somebody works or has worked at the school; the row is held against a removal at the same moment. */
export const hasEmployments = async (tx: Transaction, schoolId: string): Promise<boolean> => {
  await tx.select({ id: schools.id }).from(schools).where(eq(schools.id, schoolId)).for('no key update')
  const found = await tx
    .select({ id: employments.id })
    .from(employments)
    .where(eq(employments.schoolId, schoolId))
    .limit(1)
  return found.length > 0
}
