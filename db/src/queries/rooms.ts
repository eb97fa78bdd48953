import { eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { documentClients, documents, quarantinedUpdates } from '../schema/documents.ts'

/** What a room must know of its document's row. */
export type DocumentHead = { id: string; gen: number; aclEpoch: number; headSeq: number; trashed: boolean }

/** The rows of open rooms as they stand now; absent documents are left out. */
export const readHeads = (db: Db, documentIds: readonly string[]): Promise<DocumentHead[]> =>
  db
    .select({
      id: documents.id,
      gen: documents.gen,
      aclEpoch: documents.aclEpoch,
      headSeq: documents.headSeq,
      trashed: sql<boolean>`${documents.trashedAt} is not null`,
    })
    .from(documents)
    .where(inArray(documents.id, [...documentIds]))

export const readDocumentIds = async (db: Db, communityId: string): Promise<string[]> =>
  (await db.select({ id: documents.id }).from(documents).where(eq(documents.communityId, communityId))).map(
    ({ id }) => id,
  )

/**
 * Binds Yjs client ids of a document to a person, each to whom it was bound first, and gives whose they are (null: the
 * system's). Safe against another node that does the same at once.
 */
export const claimClients = async (
  db: Db,
  documentId: string,
  clientIds: readonly number[],
  personId: string,
): Promise<Map<number, string | null>> => {
  const rows = await db
    .insert(documentClients)
    .values(clientIds.map((clientId) => ({ documentId, clientId, personId })))
    .onConflictDoUpdate({
      target: [documentClients.documentId, documentClients.clientId],
      set: { personId: sql`${documentClients.personId}` },
    })
    .returning({ clientId: documentClients.clientId, personId: documentClients.personId })
  return new Map(rows.map((row) => [row.clientId, row.personId]))
}

/** Marks a row that could not be read back; the operator sees it, the room goes on without it. */
export const quarantine = async (
  db: Db,
  documentId: string,
  seq: number,
  reason: string,
  at: Date,
): Promise<void> => {
  await db.insert(quarantinedUpdates).values({ documentId, seq, reason, at }).onConflictDoNothing()
}
