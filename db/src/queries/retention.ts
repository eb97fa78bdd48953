import { and, eq, gte, lt, lte, min, sql, TransactionRollbackError } from 'drizzle-orm'
import { packUpdates } from 'shared/protocol/row'
import type { Database, Db, Transaction } from '../connect.ts'
import { editSessions } from '../schema/activity.ts'
import {
  documentClients,
  documents,
  documentSnapshots,
  documentUpdates,
  quarantinedUpdates,
} from '../schema/documents.ts'
import { projectionMarks } from '../schema/projections.ts'
import { documentRestored, documentRestores, documentVersions } from '../schema/versions.ts'
import type { StoredSnapshot } from './log.ts'
import { storeState } from './snapshots.ts'

/** Documents whose oldest row was written before that moment. */
export const listAgedDocuments = async (db: Db, before: Date): Promise<string[]> => {
  const rows = await db
    .select({ id: documents.id })
    .from(documents)
    .innerJoin(
      documentUpdates,
      and(
        eq(documentUpdates.documentId, documents.id),
        eq(documentUpdates.seq, sql`${documents.baseSeq} + 1`),
        lt(documentUpdates.at, before),
      ),
    )
    .orderBy(documents.id)
  return rows.map(({ id }) => id)
}

const { gen, headSeq, baseSeq, snapSeq } = documents
const standing = { gen, headSeq, baseSeq, snapSeq }
export type Standing = { gen: number; headSeq: number; baseSeq: number; snapSeq: number }

/** How far a document's log and states reach. */
export const findStanding = async (db: Db, documentId: string): Promise<Standing | null> => {
  const [found] = await db.select(standing).from(documents).where(eq(documents.id, documentId))
  return found ?? null
}

/** The same of the document's row, held until the transaction ends: nobody appends, compacts or drops rows meanwhile. */
export const lockDocument = async (tx: Transaction, documentId: string): Promise<Standing | null> => {
  const [locked] = await tx
    .select(standing)
    .from(documents)
    .where(eq(documents.id, documentId))
    .for('no key update')
  return locked ?? null
}

const startOfSession = async (db: Db, documentId: string, seq: number): Promise<number> => {
  const [open] = await db
    .select({ first: min(editSessions.firstSeq) })
    .from(editSessions)
    .where(
      and(
        eq(editSessions.documentId, documentId),
        lte(editSessions.firstSeq, seq),
        sql`${editSessions.lastSeq} > ${seq}`,
      ),
    )
  return open?.first ?? seq + 1
}

/**
 * How far rows may be dropped: all of them written before that moment, read by every projection, and none of them of an
 * edit session that goes on behind them.
 */
export const findDroppable = async (
  db: Db,
  documentId: string,
  headSeq: number,
  before: Date,
): Promise<number> => {
  const [young] = await db
    .select({ seq: min(documentUpdates.seq) })
    .from(documentUpdates)
    .where(and(eq(documentUpdates.documentId, documentId), gte(documentUpdates.at, before)))
  const [mark] = await db
    .select({ seq: min(projectionMarks.seq) })
    .from(projectionMarks)
    .where(eq(projectionMarks.documentId, documentId))
  let seq = Math.min((young?.seq ?? headSeq + 1) - 1, mark?.seq ?? 0)
  for (;;) {
    const start = await startOfSession(db, documentId, seq)
    if (start > seq) return seq
    seq = start - 1
  }
}

const deleteRows = async (tx: Transaction, documentId: string, seq: number): Promise<void> => {
  const upTo = (table: typeof documentUpdates | typeof quarantinedUpdates) =>
    and(eq(table.documentId, documentId), lte(table.seq, seq))
  await tx.delete(documentUpdates).where(upTo(documentUpdates))
  await tx.delete(quarantinedUpdates).where(upTo(quarantinedUpdates))
  await tx
    .delete(documentSnapshots)
    .where(and(eq(documentSnapshots.documentId, documentId), lt(documentSnapshots.seq, seq)))
  await tx
    .update(documents)
    .set({ baseSeq: seq, snapSeq: sql`greatest(snap_seq, ${seq})` })
    .where(eq(documents.id, documentId))
}

/**
 * Drops the rows up to `base.seq`; its state stands for them from now on. All that writes waits for the document's row only
 * once the state is stored; `isStillSo` is asked with the row held, and unless it agrees nothing is changed.
 */
export const dropRows = async (
  db: Database,
  documentId: string,
  base: StoredSnapshot,
  isStillSo: (tx: Transaction, locked: Standing) => Promise<boolean>,
): Promise<boolean> => {
  try {
    await db.transaction(async (tx) => {
      await storeState(tx, documentId, base)
      const locked = await lockDocument(tx, documentId)
      if (!locked || !(await isStillSo(tx, locked))) tx.rollback()
      await deleteRows(tx, documentId, base.seq)
    })
    return true
  } catch (error) {
    if (error instanceof TransactionRollbackError) return false
    throw error
  }
}

/** True when a projection has still to read rows of the document; one that failed is not waited for. */
export const isUnread = async (tx: Transaction, documentId: string, headSeq: number): Promise<boolean> => {
  const behind = await tx
    .select({ projection: projectionMarks.projection })
    .from(projectionMarks)
    .where(
      and(
        eq(projectionMarks.documentId, documentId),
        lt(projectionMarks.seq, headSeq),
        sql`${projectionMarks.failedAt} is null`,
      ),
    )
  return behind.length > 0
}

/**
 * Gives up the history of a document whose row is locked: the log goes on with one row, of nobody, that says what the
 * document says now, in a new generation. Whose client ids were is forgotten; nobody writes under them any more.
 */
export const replaceLog = async (
  tx: Transaction,
  documentId: string,
  { headSeq, state, at }: { headSeq: number; state: Uint8Array; at: Date },
): Promise<number> => {
  for (const table of [documentUpdates, documentSnapshots, quarantinedUpdates, documentVersions])
    await tx.delete(table).where(eq(table.documentId, documentId))
  await tx.delete(documentRestored).where(eq(documentRestored.documentId, documentId))
  await tx.delete(documentRestores).where(eq(documentRestores.documentId, documentId))
  const data = packUpdates([state])
  const seq = headSeq + 1
  await tx.insert(documentUpdates).values({ documentId, seq, data, seeded: true, at })
  await tx.update(documentClients).set({ personId: null }).where(eq(documentClients.documentId, documentId))
  const [replaced] = await tx
    .update(documents)
    .set({
      gen: sql`gen + 1`,
      headSeq: seq,
      baseSeq: headSeq,
      snapSeq: headSeq,
      bytes: data.byteLength,
    })
    .where(eq(documents.id, documentId))
    .returning({ gen: documents.gen })
  return replaced?.gen ?? 0
}

/** Of automatic versions without a name: all of the last two days, one an hour of the last two months, else one a day. */
export const thinVersions = async (db: Db, now: Date): Promise<number> => {
  const thinned = await db.execute(sql`
    delete from document_version where id in (
      select id from (
        select id, at, row_number() over (partition by document_id order by seq desc) as age,
          row_number() over (
            partition by document_id,
              case when at > ${now.toISOString()}::timestamptz - interval '60 days' then date_trunc('hour', at)
                else date_trunc('day', at) end
            order by seq desc) as place
        from document_version where kind = 'automatic' and name is null
      ) as automatic
      where age > 1 and place > 1 and at <= ${now.toISOString()}::timestamptz - interval '2 days')
    returning id`)
  return thinned.length
}
