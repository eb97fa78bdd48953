import { and, desc, eq, lt, max, ne, notInArray, sql, TransactionRollbackError } from 'drizzle-orm'
import type { Database, Transaction } from '../connect.ts'
import { documents, documentSnapshots } from '../schema/documents.ts'
import { hashOf, type StoredSnapshot } from './log.ts'

const KEPT = 2

/** Keeps a full state; one of that seq may be there already, and damaged. */
export const storeState = async (
  tx: Transaction,
  documentId: string,
  snapshot: StoredSnapshot,
): Promise<void> => {
  const stored = { state: snapshot.state, stateVector: snapshot.stateVector, sha256: hashOf(snapshot.state) }
  await tx
    .insert(documentSnapshots)
    .values({ documentId, seq: snapshot.seq, ...stored })
    .onConflictDoUpdate({ target: [documentSnapshots.documentId, documentSnapshots.seq], set: stored })
}

/** Forgets a full state that is damaged, so that another one is made in its place. */
export const forgetSnapshot = (db: Database, documentId: string, seq: number): Promise<void> =>
  db.transaction(async (tx) => {
    const { documentId: of, seq: at } = documentSnapshots
    await tx.delete(documentSnapshots).where(and(eq(of, documentId), eq(at, seq)))
    const newest = tx
      .select({ seq: max(at) })
      .from(documentSnapshots)
      .where(eq(of, documentId))
    await tx
      .update(documents)
      .set({ snapSeq: sql`coalesce((${newest}), 0)` })
      .where(and(eq(documents.id, documentId), eq(documents.snapSeq, seq)))
  })

const forgetOlder = async (tx: Transaction, documentId: string): Promise<void> => {
  const newest = tx
    .select({ seq: documentSnapshots.seq })
    .from(documentSnapshots)
    .where(eq(documentSnapshots.documentId, documentId))
    .orderBy(desc(documentSnapshots.seq))
    .limit(KEPT)
  await tx.delete(documentSnapshots).where(
    and(
      eq(documentSnapshots.documentId, documentId),
      notInArray(documentSnapshots.seq, newest),
      // The one that stands for rows that are gone.
      ne(documentSnapshots.seq, sql`(select base_seq from document where id = ${documentId})`),
    ),
  )
}

/**
 * Stores a verified full state of generation `gen`, only if it reaches further than the newest one: of two compactors one
 * wins, and a late one, or one of a history that was given up, changes nothing. Gives whether it was stored. The last two are kept, and the
 * one that the log begins with; rows are not touched.
 */
export const storeSnapshot = async (
  db: Database,
  documentId: string,
  { gen, ...snapshot }: StoredSnapshot & { gen: number },
): Promise<boolean> => {
  try {
    await db.transaction(async (tx) => {
      await storeState(tx, documentId, snapshot)
      await forgetOlder(tx, documentId)
      // Last: from here to the commit all that is written waits for the document's row.
      const moved = await tx
        .update(documents)
        .set({ snapSeq: snapshot.seq })
        .where(and(eq(documents.id, documentId), eq(documents.gen, gen), lt(documents.snapSeq, snapshot.seq)))
        .returning({ id: documents.id })
      if (moved.length === 0) tx.rollback()
    })
    return true
  } catch (error) {
    if (error instanceof TransactionRollbackError) return false
    throw error
  }
}
