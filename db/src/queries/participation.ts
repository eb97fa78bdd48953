import { and, asc, desc, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Db, Transaction } from '../connect.ts'
import { newId } from '../id.ts'
import { auditEntries, editSessions } from '../schema/activity.ts'
import { comments, commentThreads } from '../schema/comments.ts'
import { communities, communityMembers } from '../schema/communities.ts'
import { documents, documentVisits } from '../schema/documents.ts'
import { employments, people } from '../schema/people.ts'
import { holidays, networks } from '../schema/schools.ts'

type Days = { from: string; to: string }

/** What a report needs to know of the community itself; null when it is gone. */
export const findReportedCommunity = async (db: Db, communityId: string) => {
  const [found] = await db
    .select({
      id: communities.id,
      name: communities.name,
      networkId: communities.networkId,
      timeZone: networks.timeZone,
      createdOn: sql<string>`to_char(${communities.createdAt} at time zone ${networks.timeZone}, 'YYYY-MM-DD')`,
    })
    .from(communities)
    .innerJoin(networks, eq(networks.id, communities.networkId))
    .where(eq(communities.id, communityId))
  return found ?? null
}

/** Holidays that the municipality has entered. */
export const listHolidays = (db: Db, networkId: string) =>
  db
    .select({ from: holidays.since, to: holidays.until })
    .from(holidays)
    .where(eq(holidays.networkId, networkId))
    .orderBy(holidays.since)

/** Sessions of the community that count and began within these municipal days. */
export const listCountedSessions = (db: Db, communityId: string, { from, to }: Days) =>
  db
    .select({
      documentId: editSessions.documentId,
      personId: editSessions.personId,
      schoolId: editSessions.schoolId,
      firstSeq: editSessions.firstSeq,
      startedAt: editSessions.startedAt,
      endedAt: editSessions.endedAt,
      day: editSessions.day,
      week: editSessions.week,
    })
    .from(editSessions)
    .where(
      and(
        eq(editSessions.communityId, communityId),
        gte(editSessions.day, from),
        lte(editSessions.day, to),
        eq(editSessions.counts, true),
      ),
    )

/** What was said about documents of the community within these municipal days, but what was deleted. */
export const listCountedComments = (
  db: Db,
  { id, timeZone }: { id: string; timeZone: string },
  { from, to }: Days,
) => {
  const local = sql`(${comments.at} at time zone ${timeZone})`
  return db
    .select({
      documentId: commentThreads.documentId,
      personId: comments.personId,
      schoolId: comments.schoolId,
      startedAt: comments.at,
      day: sql<string>`${local}::date::text`,
      week: sql<string>`date_trunc('week', ${local})::date::text`,
    })
    .from(comments)
    .innerJoin(commentThreads, eq(commentThreads.id, comments.threadId))
    .innerJoin(documents, eq(documents.id, commentThreads.documentId))
    .where(
      and(
        eq(documents.communityId, id),
        isNull(comments.deletedAt),
        sql`${local}::date between ${from} and ${to}`,
      ),
    )
}

/** Who belonged to the community on that municipal day (the day of leaving included), by name. */
export const listMembersOn = (db: Db, communityId: string, day: string) =>
  db
    .selectDistinct({
      id: people.id,
      lastName: people.lastName,
      firstName: people.firstName,
      patronymic: people.patronymic,
    })
    .from(communityMembers)
    .innerJoin(people, eq(people.id, communityMembers.personId))
    .where(
      and(
        eq(communityMembers.communityId, communityId),
        lte(communityMembers.joinedOn, day),
        or(isNull(communityMembers.leftOn), gte(communityMembers.leftOn, day)),
      ),
    )
    .orderBy(asc(people.lastName), asc(people.firstName), asc(people.id))

/** Each person's main school on that municipal day. */
export const listMainSchoolsOn = async (
  db: Db,
  personIds: readonly string[],
  day: string,
): Promise<Map<string, string>> => {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .selectDistinctOn([employments.personId], {
      personId: employments.personId,
      schoolId: employments.schoolId,
    })
    .from(employments)
    .where(
      and(
        inArray(employments.personId, [...personIds]),
        lte(employments.since, day),
        or(isNull(employments.until), gte(employments.until, day)),
      ),
    )
    .orderBy(employments.personId, desc(employments.isPrimary), asc(employments.since), asc(employments.id))
  return new Map(rows.map(({ personId, schoolId }) => [personId, schoolId]))
}

/** Who opened a document of the community within these municipal days, as far as first and last visits tell. */
export const listVisitors = async (
  db: Db,
  { id, timeZone }: { id: string; timeZone: string },
  { from, to }: Days,
): Promise<Set<string>> => {
  const within = (column: typeof documentVisits.firstAt | typeof documentVisits.lastAt) =>
    sql`(${column} at time zone ${timeZone})::date between ${from} and ${to}`
  const rows = await db
    .selectDistinct({ personId: documentVisits.personId })
    .from(documentVisits)
    .innerJoin(documents, eq(documents.id, documentVisits.documentId))
    .where(
      and(eq(documents.communityId, id), or(within(documentVisits.firstAt), within(documentVisits.lastAt))),
    )
  return new Set(rows.map(({ personId }) => personId))
}

/**
 * Mondays of weeks in which people of different schools wrote in one document, with the newest such day (DOMAIN §3.0).
 * Of a person's sessions in a document and day the first three are taken.
 */
export const listCrossSchoolWeeks = async (
  db: Db,
  communityId: string,
  personIds: readonly string[],
  { from, to }: Days,
) => {
  if (personIds.length === 0) return []
  const capped = db
    .select({
      documentId: editSessions.documentId,
      personId: editSessions.personId,
      schoolId: editSessions.schoolId,
      day: editSessions.day,
      week: editSessions.week,
      nth: sql<number>`row_number() over (
        partition by ${editSessions.documentId}, ${editSessions.personId}, ${editSessions.day}
        order by ${editSessions.startedAt}, ${editSessions.firstSeq})`.as('nth'),
    })
    .from(editSessions)
    .where(
      and(
        eq(editSessions.communityId, communityId),
        gte(editSessions.day, from),
        lte(editSessions.day, to),
        eq(editSessions.counts, true),
        inArray(editSessions.personId, [...personIds]),
      ),
    )
    .as('capped')
  const rows = await db
    .select({ week: capped.week, newestDay: sql<string>`max(${capped.day})::text` })
    .from(capped)
    .where(and(sql`${capped.nth} <= 3`, sql`${capped.schoolId} is not null`))
    .groupBy(capped.documentId, capped.week)
    .having(sql`count(distinct ${capped.personId}) > 1 and count(distinct ${capped.schoolId}) > 1`)
  return rows
}

/** Names of documents, for drilling down; those in the trash have none. */
export const listDocumentTitles = (db: Db, documentIds: readonly string[]) =>
  documentIds.length === 0
    ? Promise.resolve([])
    : db
        .select({ id: documents.id, title: documents.title, kind: documents.kind })
        .from(documents)
        .where(and(inArray(documents.id, [...documentIds]), isNull(documents.trashedAt)))

const NAMES = 'participation.names'

type Look = { communityId: string; actorId: string; subjectIds: readonly string[]; reason: string; at: Date }

/** Records that somebody opened the named list: one entry for each person in it, who will see it. */
export const recordLook = async (tx: Transaction, look: Look) => {
  const { communityId, actorId, reason, at } = look
  const entry = { communityId, actorId, at, action: NAMES, detail: reason }
  if (look.subjectIds.length === 0) return
  await tx
    .insert(auditEntries)
    .values(look.subjectIds.map((subjectId) => ({ id: newId(), subjectId, ...entry })))
}

/** Who opened lists with this person's name in them, newest first. */
export const listLooks = (db: Db, personId: string) =>
  db
    .select({
      at: auditEntries.at,
      reason: auditEntries.detail,
      communityId: communities.id,
      communityName: communities.name,
      actorId: people.id,
      lastName: people.lastName,
      firstName: people.firstName,
      patronymic: people.patronymic,
    })
    .from(auditEntries)
    .leftJoin(communities, eq(communities.id, auditEntries.communityId))
    .leftJoin(people, eq(people.id, auditEntries.actorId))
    .where(and(eq(auditEntries.subjectId, personId), eq(auditEntries.action, NAMES)))
    .orderBy(desc(auditEntries.at))
    .limit(200)
