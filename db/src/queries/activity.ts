import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Db, Transaction } from '../connect.ts'
import { inPortions } from '../portions.ts'
import { documentAuthors, editSessions } from '../schema/activity.ts'

export type NewEditSession = typeof editSessions.$inferInsert

/** Each person's newest session in a document. */
export const listNewestSessions = (db: Db, documentId: string) =>
  db
    .selectDistinctOn([editSessions.personId], {
      personId: editSessions.personId,
      firstSeq: editSessions.firstSeq,
      endedAt: editSessions.endedAt,
    })
    .from(editSessions)
    .where(eq(editSessions.documentId, documentId))
    .orderBy(editSessions.personId, desc(editSessions.firstSeq))

const excluded = (column: string) => sql.raw(`excluded.${column}`)

/** Writes sessions as they now stand; one that has grown replaces what it was. */
export const saveEditSessions = async (tx: Transaction, sessions: readonly NewEditSession[]) => {
  for (const portion of inPortions(sessions)) await saveSome(tx, portion)
}

const saveSome = async (tx: Transaction, sessions: readonly NewEditSession[]) => {
  await tx
    .insert(editSessions)
    .values([...sessions])
    .onConflictDoUpdate({
      target: [editSessions.documentId, editSessions.personId, editSessions.firstSeq],
      set: {
        lastSeq: excluded('last_seq'),
        endedAt: excluded('ended_at'),
        inserted: excluded('inserted'),
        deleted: excluded('deleted'),
        undone: excluded('undone'),
        cells: excluded('cells'),
        counts: excluded('counts'),
      },
    })
}

/** Tells anew what these people wrote in the document and for which schools, from all their sessions in it. */
export const saveAuthors = async (tx: Transaction, documentId: string, personIds: readonly string[]) => {
  if (personIds.length === 0) return
  const people = [...personIds]
  await tx
    .delete(documentAuthors)
    .where(and(eq(documentAuthors.documentId, documentId), inArray(documentAuthors.personId, people)))
  await tx.insert(documentAuthors).select(
    tx
      .select({
        documentId: editSessions.documentId,
        personId: editSessions.personId,
        schoolId: editSessions.schoolId,
        firstAt: sql<Date>`min(${editSessions.startedAt})`.as('first_at'),
        lastAt: sql<Date>`max(${editSessions.endedAt})`.as('last_at'),
        inserted: sql<number>`sum(${editSessions.inserted})`.as('inserted'),
      })
      .from(editSessions)
      .where(
        and(
          eq(editSessions.documentId, documentId),
          inArray(editSessions.personId, people),
          // Typed and erased again, or only made bold, is not written.
          sql`(inserted + deleted - 2 * undone > 0 or cells > 0)`,
        ),
      )
      .groupBy(editSessions.documentId, editSessions.personId, editSessions.schoolId),
  )
}

/** Forgets what can be read again. Sessions of rows that are gone from the log are frozen, and so are their authors. */
export const deleteActivity = async (tx: Transaction, documentId: string) => {
  const isOf = eq(editSessions.documentId, documentId)
  const base = sql`(select base_seq from document where id = ${documentId})`
  await tx.delete(editSessions).where(and(isOf, gt(editSessions.firstSeq, base)))
  await tx.delete(documentAuthors).where(eq(documentAuthors.documentId, documentId))
  const frozen = await tx.selectDistinct({ id: editSessions.personId }).from(editSessions).where(isOf)
  await saveAuthors(
    tx,
    documentId,
    frozen.map(({ id }) => id),
  )
}
