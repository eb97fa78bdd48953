import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db, Transaction } from '../connect.ts'
import { communities } from '../schema/communities.ts'
import { documents } from '../schema/documents.ts'
import { folderDocuments, folders } from '../schema/folders.ts'

/** Folders of a community, in no order, each with the documents that lie in it itself; those in the trash lie nowhere. */
export const listFolders = (db: Db, communityId: string) =>
  db
    .select({
      id: folders.id,
      name: folders.name,
      parentId: folders.parentId,
      documents: sql<
        string[]
      >`coalesce(json_agg(${documents.id}) filter (where ${documents.id} is not null), '[]')`,
    })
    .from(folders)
    .leftJoin(folderDocuments, eq(folderDocuments.folderId, folders.id))
    .leftJoin(documents, and(eq(documents.id, folderDocuments.documentId), isNull(documents.trashedAt)))
    .where(eq(folders.communityId, communityId))
    .groupBy(folders.id)

/** Changes of one community's folders wait for each other, so that two cannot put each other's folder into their own. */
export const lockFolders = (tx: Transaction, communityId: string) =>
  tx
    .select({ id: communities.id })
    .from(communities)
    .where(eq(communities.id, communityId))
    .for('no key update')

export const insertFolder = (tx: Transaction, folder: typeof folders.$inferInsert) =>
  tx.insert(folders).values(folder)

export const updateFolder = (
  tx: Transaction,
  folderId: string,
  change: { name: string; parentId: string | null },
) => tx.update(folders).set(change).where(eq(folders.id, folderId))

/** Takes a folder away; what lay in it lies one level higher. */
export const dissolveFolder = async (
  tx: Transaction,
  { id, parentId }: { id: string; parentId: string | null },
): Promise<void> => {
  await tx.update(folders).set({ parentId }).where(eq(folders.parentId, id))
  if (parentId !== null)
    await tx.update(folderDocuments).set({ folderId: parentId }).where(eq(folderDocuments.folderId, id))
  await tx.delete(folders).where(eq(folders.id, id))
}

/** Puts a document into a folder, or out of all (null). */
export const placeDocument = async (
  tx: Transaction,
  documentId: string,
  folderId: string | null,
): Promise<void> => {
  if (folderId === null) await tx.delete(folderDocuments).where(eq(folderDocuments.documentId, documentId))
  else
    await tx
      .insert(folderDocuments)
      .values({ documentId, folderId })
      .onConflictDoUpdate({ target: folderDocuments.documentId, set: { folderId } })
}

/** Whether the document is one of the community's. */
export const isOfCommunity = async (db: Db, documentId: string, communityId: string): Promise<boolean> => {
  const found = await db
    .select({ id: documents.id })
    .from(documents)
    .where(and(eq(documents.id, documentId), eq(documents.communityId, communityId)))
  return found.length > 0
}
