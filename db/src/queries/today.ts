import { and, desc, eq, gt, inArray, isNotNull, isNull, max, ne, notExists, or, sql } from 'drizzle-orm'
import { unpackUpdates } from 'shared/protocol/row'
import type { Db } from '../connect.ts'
import { commentMentions, commentReactions, comments, commentThreads } from '../schema/comments.ts'
import { documents, documentUpdates, documentVisits } from '../schema/documents.ts'
import { people } from '../schema/people.ts'
import { networks, schools } from '../schema/schools.ts'

/** The municipal day at this moment; null before there is a network. */
export const readMunicipalDay = async (db: Db, now: Date): Promise<string | null> => {
  const [row] = await db
    .select({
      day: sql<string>`to_char(${now.toISOString()}::timestamptz at time zone ${networks.timeZone}, 'YYYY-MM-DD')`,
    })
    .from(networks)
    .limit(1)
  return row?.day ?? null
}

/** When the person was in each of these documents last, latest first. */
export const listVisits = async (db: Db, personId: string, documentIds: readonly string[]) => {
  if (documentIds.length === 0) return []
  return db
    .select({ documentId: documentVisits.documentId, lastAt: documentVisits.lastAt })
    .from(documentVisits)
    .where(and(eq(documentVisits.personId, personId), inArray(documentVisits.documentId, [...documentIds])))
    .orderBy(desc(documentVisits.lastAt))
}

/** A row that cannot be read back says nothing. */
const readUpdates = (data: Uint8Array): Uint8Array[] => {
  try {
    return unpackUpdates(data)
  } catch {
    return []
  }
}

/** The person's last rows in a document's log, newest first. */
export const readOwnRows = async (db: Db, documentId: string, personId: string, limit: number) => {
  const rows = await db
    .select({ data: documentUpdates.data, at: documentUpdates.at })
    .from(documentUpdates)
    .where(and(eq(documentUpdates.documentId, documentId), eq(documentUpdates.personId, personId)))
    .orderBy(desc(documentUpdates.seq))
    .limit(limit)
  return rows.map(({ data, at }) => ({ updates: readUpdates(data), at }))
}

/** Her own row proves that she was there, so what stood before it is no news. */
const seenSeq = sql`greatest(${documentVisits.seenSeq}, coalesce((
  select max(own.seq) from document_update own
  where own.document_id = ${documentVisits.documentId} and own.person_id = ${documentVisits.personId}
    and own.seq > ${documentVisits.seenSeq}), 0))`

/**
 * Who wrote, and for which school, in each of these documents after the person was last there: the latest first.
 * Documents she never opened are not among them.
 */
export const listUnseen = async (
  db: Db,
  { personId, documentIds, limit }: { personId: string; documentIds: readonly string[]; limit: number },
) => {
  if (documentIds.length === 0) return []
  const lastAt = sql<Date>`max(${documentUpdates.at})`.mapWith(documentUpdates.at)
  return db
    .select({
      documentId: documentUpdates.documentId,
      person: {
        id: people.id,
        lastName: people.lastName,
        firstName: people.firstName,
        patronymic: people.patronymic,
      },
      school: schools,
      at: lastAt,
    })
    .from(documentVisits)
    .innerJoin(
      documents,
      and(eq(documents.id, documentVisits.documentId), gt(documents.headSeq, documentVisits.seenSeq)),
    )
    .innerJoin(
      documentUpdates,
      and(
        eq(documentUpdates.documentId, documentVisits.documentId),
        sql`${documentUpdates.seq} > ${seenSeq}`,
        eq(documentUpdates.seeded, false),
      ),
    )
    .innerJoin(people, eq(people.id, documentUpdates.personId))
    .leftJoin(schools, eq(schools.id, documentUpdates.schoolId))
    .where(and(eq(documentVisits.personId, personId), inArray(documentVisits.documentId, [...documentIds])))
    .groupBy(documentUpdates.documentId, people.id, schools.id)
    .orderBy(desc(lastAt))
    .limit(limit)
}

/** When the person spoke last in each thread. */
const ownWords = (db: Db, personId: string) =>
  db
    .select({ threadId: comments.threadId, at: max(comments.at).as('own_at') })
    .from(comments)
    .where(and(eq(comments.personId, personId), isNull(comments.deletedAt)))
    .groupBy(comments.threadId)
    .as('own')

/** Comments that name the person. */
const namings = (db: Db, personId: string) =>
  db
    .select({ commentId: commentMentions.commentId })
    .from(commentMentions)
    .where(eq(commentMentions.personId, personId))
    .as('naming')

/**
 * The newest comment by somebody else in each open thread of these documents that names the person and that she has not
 * answered, or that answers her and came after she was in the document last. A reaction of hers is an answer too.
 */
export const listAddressed = async (
  db: Db,
  { personId, documentIds, since }: { personId: string; documentIds: readonly string[]; since: Date },
) => {
  if (documentIds.length === 0) return []
  const [own, naming] = [ownWords(db, personId), namings(db, personId)]
  const reacted = db
    .select({ id: commentReactions.commentId })
    .from(commentReactions)
    .where(and(eq(commentReactions.commentId, comments.id), eq(commentReactions.personId, personId)))
  const isUnseen = or(isNull(documentVisits.lastAt), gt(comments.at, documentVisits.lastAt))
  return db
    .selectDistinctOn([comments.threadId], {
      threadId: comments.threadId,
      documentId: commentThreads.documentId,
      person: {
        id: people.id,
        lastName: people.lastName,
        firstName: people.firstName,
        patronymic: people.patronymic,
      },
      school: schools,
      isNamed: sql<boolean>`${naming.commentId} is not null`,
      text: comments.text,
      at: comments.at,
    })
    .from(comments)
    .innerJoin(commentThreads, eq(commentThreads.id, comments.threadId))
    .innerJoin(people, eq(people.id, comments.personId))
    .leftJoin(schools, eq(schools.id, comments.schoolId))
    .leftJoin(own, eq(own.threadId, comments.threadId))
    .leftJoin(naming, eq(naming.commentId, comments.id))
    .leftJoin(
      documentVisits,
      and(eq(documentVisits.documentId, commentThreads.documentId), eq(documentVisits.personId, personId)),
    )
    .where(
      and(
        inArray(commentThreads.documentId, [...documentIds]),
        isNull(commentThreads.resolvedAt),
        isNull(comments.deletedAt),
        ne(comments.personId, personId),
        gt(comments.at, since),
        or(isNull(own.at), gt(comments.at, own.at)),
        or(isNotNull(naming.commentId), and(isNotNull(own.at), isUnseen)),
        notExists(reacted),
      ),
    )
    .orderBy(comments.threadId, desc(comments.at), desc(comments.id))
}
