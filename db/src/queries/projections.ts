import { and, eq, gt, inArray, lte, sql } from 'drizzle-orm'
import type { Database, Db, Transaction } from '../connect.ts'
import { inPortions } from '../portions.ts'
import { communities } from '../schema/communities.ts'
import { documents, documentUpdates, quarantinedUpdates } from '../schema/documents.ts'
import { projectionMarks } from '../schema/projections.ts'
import { networks } from '../schema/schools.ts'

export type DueDocument = { projection: string; documentId: string }
/** `isMarked`: the projection has been in that document before. */
export type Due = DueDocument & { isMarked: boolean }

/** Projections and the kinds of documents each of them reads. */
export type Concern = { projection: string; kinds: readonly string[] }

/** Documents (of those named, or all) whose log reaches further than a projection has read, oldest first. */
export const listDueDocuments = async (
  db: Db,
  concerns: readonly Concern[],
  documentIds?: readonly string[],
): Promise<Due[]> => {
  if (concerns.length === 0) return []
  const wanted = sql.join(
    concerns.flatMap(({ projection, kinds }) => kinds.map((kind) => sql`(${projection}, ${kind})`)),
    sql`, `,
  )
  const rows = await db.execute<{ projection: string; document_id: string; is_marked: boolean }>(sql`
    select wanted.projection, document.id as document_id, mark.seq is not null as is_marked
    from (values ${wanted}) as wanted (projection, kind)
    join document on document.kind = wanted.kind
    left join projection_mark mark
      on mark.projection = wanted.projection and mark.document_id = document.id
    where document.head_seq > coalesce(mark.seq, 0)
      and ${documentIds ? inArray(documents.id, [...documentIds]) : sql`true`}
    order by document.id`)
  return rows.map((row) => ({
    projection: row.projection,
    documentId: row.document_id,
    isMarked: row.is_marked,
  }))
}

/** Where the log of a document begins: before its oldest retained row. */
const startOf = (documentId: string) => sql<number>`(select base_seq from document where id = ${documentId})`

/** Makes the marks of projections in documents where they have none; outside a transaction, so that nobody waits. */
export const createMarks = async (db: Database, wanted: readonly DueDocument[]): Promise<void> => {
  for (const portion of inPortions(wanted)) {
    const rows = portion.map(({ projection, documentId }) => sql`(${projection}, ${documentId}::uuid)`)
    // A document that has gone meanwhile is none of them.
    await db.execute(sql`
      insert into projection_mark (projection, document_id, seq)
      select wanted.projection, document.id, document.base_seq
      from (values ${sql.join(rows, sql`, `)}) as wanted (projection, document_id)
      join document on document.id = wanted.document_id
      on conflict do nothing`)
  }
}

const markOf = (projection: string, documentId: string) =>
  and(eq(projectionMarks.projection, projection), eq(projectionMarks.documentId, documentId))

/** Locks the mark until the transaction ends; null when another node holds it or the document is gone. */
export const lockMark = async (tx: Transaction, projection: string, documentId: string) => {
  const [locked] = await tx
    .select({
      seq: projectionMarks.seq,
      headSeq: documents.headSeq,
      gen: documents.gen,
      kind: documents.kind,
      communityId: documents.communityId,
      timeZone: networks.timeZone,
    })
    .from(projectionMarks)
    .innerJoin(documents, eq(documents.id, projectionMarks.documentId))
    .innerJoin(communities, eq(communities.id, documents.communityId))
    .innerJoin(networks, eq(networks.id, communities.networkId))
    .where(markOf(projection, documentId))
    .for('update', { of: projectionMarks, skipLocked: true })
  return locked ?? null
}

/** Puts the mark back to the start of the log, waiting for whoever holds it. */
export const resetMark = async (tx: Transaction, projection: string, documentId: string) => {
  await moveMark(tx, projection, documentId, startOf(documentId))
}

/** Moves the mark and forgets an earlier failure. */
export const moveMark = async (
  db: Db,
  projection: string,
  documentId: string,
  seq: number | ReturnType<typeof startOf>,
) => {
  await db
    .update(projectionMarks)
    .set({ seq, failedAt: null, error: null })
    .where(markOf(projection, documentId))
}

export const noteFailure = async (
  db: Db,
  projection: string,
  documentId: string,
  failure: { at: Date; error: string },
) => {
  await db
    .update(projectionMarks)
    .set({ failedAt: failure.at, error: failure.error })
    .where(markOf(projection, documentId))
}

export const listMarkedDocuments = async (db: Db, projection: string): Promise<string[]> => {
  const rows = await db
    .select({ documentId: projectionMarks.documentId })
    .from(projectionMarks)
    .where(eq(projectionMarks.projection, projection))
    .orderBy(projectionMarks.documentId)
  return rows.map((row) => row.documentId)
}

export type StoredRow = {
  seq: number
  data: Uint8Array
  personId: string | null
  schoolId: string | null
  seeded: boolean
  at: Date
  quarantined: boolean
}

/**
 * Log rows with `after < seq ≤ upTo`, in order: at most `limit` of them, and no further row once `bytes` are reached.
 * Quarantined rows are marked, so that a reader can pass them.
 */
export const readProjectedRows = async (
  db: Db,
  documentId: string,
  { after, upTo, limit, bytes }: { after: number; upTo?: number; limit: number; bytes: number },
): Promise<StoredRow[]> => {
  const weighed = db
    .select({
      seq: documentUpdates.seq,
      before:
        sql<number>`sum(octet_length(${documentUpdates.data})) over (order by ${documentUpdates.seq}) - octet_length(${documentUpdates.data})`.as(
          'before',
        ),
    })
    .from(documentUpdates)
    .where(
      and(
        eq(documentUpdates.documentId, documentId),
        gt(documentUpdates.seq, after),
        upTo === undefined ? undefined : lte(documentUpdates.seq, upTo),
      ),
    )
    .orderBy(documentUpdates.seq)
    .limit(limit)
    .as('weighed')
  return db
    .select({
      seq: documentUpdates.seq,
      data: documentUpdates.data,
      personId: documentUpdates.personId,
      schoolId: documentUpdates.schoolId,
      seeded: documentUpdates.seeded,
      at: documentUpdates.at,
      quarantined: sql<boolean>`${quarantinedUpdates.seq} is not null`,
    })
    .from(weighed)
    .innerJoin(
      documentUpdates,
      and(eq(documentUpdates.documentId, documentId), eq(documentUpdates.seq, weighed.seq)),
    )
    .leftJoin(
      quarantinedUpdates,
      and(eq(quarantinedUpdates.documentId, documentId), eq(quarantinedUpdates.seq, documentUpdates.seq)),
    )
    .where(sql`${weighed.before} < ${bytes}`)
    .orderBy(documentUpdates.seq)
}

/** Names rows that nobody can read back; whoever reads the log passes them. */
export const quarantineRows = async (
  db: Db,
  documentId: string,
  rows: readonly { seq: number; reason: string }[],
) => {
  for (const portion of inPortions(rows))
    await db
      .insert(quarantinedUpdates)
      .values(portion.map((row) => ({ documentId, ...row })))
      .onConflictDoNothing()
}
