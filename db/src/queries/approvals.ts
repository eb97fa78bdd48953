import { and, asc, count, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Db, Transaction } from '../connect.ts'
import { documentApprovals, documentMoves, documentStamps } from '../schema/approvals.ts'
import { documents } from '../schema/documents.ts'
import { people } from '../schema/people.ts'
import { schools } from '../schema/schools.ts'

/** The state of a document and how far its log reaches, held until the transaction ends. */
export const lockState = async (tx: Transaction, documentId: string) => {
  const [found] = await tx
    .select({ state: documents.state, headSeq: documents.headSeq })
    .from(documents)
    .where(eq(documents.id, documentId))
    .for('no key update')
  return found ?? null
}

export const setState = (tx: Transaction, documentId: string, state: string) =>
  tx.update(documents).set({ state }).where(eq(documents.id, documentId))

export const insertMove = (tx: Transaction, move: typeof documentMoves.$inferInsert) =>
  tx.insert(documentMoves).values(move)

export const insertStamp = (db: Db, stamp: typeof documentStamps.$inferInsert) =>
  db.insert(documentStamps).values(stamp)

const standing = (documentId: string) =>
  and(eq(documentStamps.documentId, documentId), isNull(documentStamps.removedAt))

export const listStamps = (db: Db, documentId: string) =>
  db
    .select()
    .from(documentStamps)
    .where(standing(documentId))
    .orderBy(asc(documentStamps.at), asc(documentStamps.id))
export type StampRow = Awaited<ReturnType<typeof listStamps>>[number]

export const countStamps = async (db: Db, documentId: string): Promise<number> => {
  const [found] = await db.select({ n: count() }).from(documentStamps).where(standing(documentId))
  return found?.n ?? 0
}

/** Takes one stamp off, or all; gives how many stood there. */
export const removeStamps = async (
  db: Db,
  documentId: string,
  { at, stampId }: { at: Date; stampId?: string },
): Promise<number> => {
  const removed = await db
    .update(documentStamps)
    .set({ removedAt: at })
    .where(and(standing(documentId), stampId === undefined ? undefined : eq(documentStamps.id, stampId)))
    .returning({ id: documentStamps.id })
  return removed.length
}

const nextNumber = (documentId: string) =>
  sql<number>`(select coalesce(max(number), 0) + 1 from document_approval where document_id = ${documentId})`

/** Keeps which version was approved; the document's row must be locked, so that numbers have no gaps. */
export const insertApproval = (
  tx: Transaction,
  approval: Omit<typeof documentApprovals.$inferInsert, 'number' | 'endedAt'>,
) => tx.insert(documentApprovals).values({ ...approval, number: nextNumber(approval.documentId) })

export const endApprovals = (tx: Transaction, documentId: string, at: Date) =>
  tx
    .update(documentApprovals)
    .set({ endedAt: at })
    .where(and(eq(documentApprovals.documentId, documentId), isNull(documentApprovals.endedAt)))

const personName = {
  id: people.id,
  lastName: people.lastName,
  firstName: people.firstName,
  patronymic: people.patronymic,
}

const approved = {
  approval: documentApprovals,
  title: documents.title,
  by: personName,
}

const approvals = (db: Db) =>
  db
    .select(approved)
    .from(documentApprovals)
    .innerJoin(documents, eq(documents.id, documentApprovals.documentId))
    .innerJoin(people, eq(people.id, documentApprovals.personId))

/** The approval that stands; null while there is none. */
export const findApproval = async (db: Db, documentId: string) => {
  const [found] = await approvals(db).where(
    and(eq(documentApprovals.documentId, documentId), isNull(documentApprovals.endedAt)),
  )
  return found ?? null
}
export type ApprovalRow = NonNullable<Awaited<ReturnType<typeof findApproval>>>

export const findApprovalByCode = async (db: Db, code: string): Promise<ApprovalRow | null> => {
  const [found] = await approvals(db).where(eq(documentApprovals.code, code))
  return found ?? null
}

/** Moves of a document, the newest first. */
export const listMoves = (db: Db, documentId: string, limit: number) =>
  db
    .select({
      move: documentMoves.move,
      reason: documentMoves.reason,
      at: documentMoves.at,
      by: personName,
      school: schools.shortName,
    })
    .from(documentMoves)
    .innerJoin(people, eq(people.id, documentMoves.personId))
    .leftJoin(schools, eq(schools.id, documentMoves.schoolId))
    .where(eq(documentMoves.documentId, documentId))
    .orderBy(desc(documentMoves.at), desc(documentMoves.id))
    .limit(limit)
