import { and, eq, gt, inArray, lte, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { people, sessions } from '../schema/people.ts'

/** The session's school while the person still works there: a workplace that ended is no workplace. */
const currentSchool = sql<string | null>`(
  select e.school_id from employment e
  join school s on s.id = e.school_id join network n on n.id = s.network_id
  where e.person_id = ${sessions.personId} and e.school_id = ${sessions.schoolId}
    and (e.until is null or e.until > (now() at time zone n.time_zone)::date)
  limit 1)`

/** A live session with its person; null for blocked people and sessions begun before `startedAfter`. */
export const findSessionPerson = async (db: Db, sessionId: string, startedAfter: Date) => {
  const [found] = await db
    .select({
      sessionId: sessions.id,
      personId: people.id,
      email: people.email,
      locale: sql<'ru' | 'en'>`${people.locale}`,
      lastName: people.lastName,
      firstName: people.firstName,
      patronymic: people.patronymic,
      schoolId: currentSchool,
      ownDevice: sessions.ownDevice,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .innerJoin(people, and(eq(people.id, sessions.personId), eq(people.state, 'active')))
    .where(and(eq(sessions.id, sessionId), gt(sessions.createdAt, startedAfter)))
  return found ?? null
}

/** Which of these sessions still last, and until when: like `findSessionPerson`, for many. */
export const findLastingSessions = async (
  db: Db,
  sessionIds: readonly string[],
  startedAfter: Date,
  now: Date,
): Promise<Map<string, Date>> => {
  const lasting = and(gt(sessions.createdAt, startedAfter), gt(sessions.expiresAt, now))
  const rows = await db
    .select({ id: sessions.id, expiresAt: sessions.expiresAt })
    .from(sessions)
    .innerJoin(people, and(eq(people.id, sessions.personId), eq(people.state, 'active')))
    .where(and(inArray(sessions.id, [...sessionIds]), lasting))
  return new Map(rows.map(({ id, expiresAt }) => [id, expiresAt]))
}

export const setSessionSchool = (db: Db, sessionId: string, schoolId: string | null) =>
  db.update(sessions).set({ schoolId }).where(eq(sessions.id, sessionId))

export const setSessionDevice = (db: Db, sessionId: string, ownDevice: boolean) =>
  db.update(sessions).set({ ownDevice }).where(eq(sessions.id, sessionId))

/** The same, right after sign-in, when only the session's token is known. */
export const setDeviceOfToken = (db: Db, token: string, ownDevice: boolean) =>
  db.update(sessions).set({ ownDevice }).where(eq(sessions.token, token))

export const deleteSession = (db: Db, sessionId: string) =>
  db.delete(sessions).where(eq(sessions.id, sessionId))

/** Sweeps out the person's sessions that ended by themselves. */
export const deleteExpiredSessions = (db: Db, personId: string, now: Date) =>
  db.delete(sessions).where(and(eq(sessions.personId, personId), lte(sessions.expiresAt, now)))

/** Ends every session of the person except, if named, one. */
export const deleteSessions = (db: Db, personId: string, exceptId?: string) =>
  db
    .delete(sessions)
    .where(and(eq(sessions.personId, personId), exceptId ? sql`${sessions.id} <> ${exceptId}` : undefined))
    .returning({ id: sessions.id })
