import { eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { documents, quarantinedUpdates } from '../schema/documents.ts'

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

type Binding = { client_id: string; person_id: string | null }

// One parameter however many there are: a statement takes 65 534.
const list = (clientIds: readonly number[]): string => `{${[...new Set(clientIds)].join(',')}}`

const ownersIn = (rows: readonly Binding[]): Map<number, string | null> =>
  new Map(rows.map((row) => [Number(row.client_id), row.person_id]))

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
  const claimed = await db.execute<Binding>(sql`
    insert into document_client (document_id, client_id, person_id)
    select ${documentId}::uuid, client_id, ${personId}::uuid
    from unnest(${list(clientIds)}::text::bigint[]) as client_id order by client_id
    on conflict (document_id, client_id) do update set person_id = document_client.person_id
    returning client_id, person_id`)
  return ownersIn(claimed)
}

/** Whose client ids are that the log has bound already (null: the system's); ids of nobody yet are left out. */
export const readClients = async (
  db: Db,
  documentId: string,
  clientIds: readonly number[],
): Promise<Map<number, string | null>> =>
  ownersIn(
    await db.execute<Binding>(sql`
      select client_id, person_id from document_client
      where document_id = ${documentId}::uuid and client_id = any(${list(clientIds)}::text::bigint[])`),
  )

/** Marks a row that could not be read back; the operator sees it, the room goes on without it. True when it is news. */
export const quarantine = async (
  db: Db,
  documentId: string,
  seq: number,
  reason: string,
  at: Date,
): Promise<boolean> => {
  const marked = await db
    .insert(quarantinedUpdates)
    .values({ documentId, seq, reason, at })
    .onConflictDoNothing()
    .returning({ seq: quarantinedUpdates.seq })
  return marked.length > 0
}
