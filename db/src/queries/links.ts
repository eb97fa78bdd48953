import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db, Transaction } from '../connect.ts'
import { communities } from '../schema/communities.ts'
import { documents } from '../schema/documents.ts'
import { documentLinks } from '../schema/links.ts'

/** Documents that this one names. */
export const listLinks = async (db: Db, fromId: string): Promise<string[]> => {
  const rows = await db
    .select({ toId: documentLinks.toId })
    .from(documentLinks)
    .where(eq(documentLinks.fromId, fromId))
    .orderBy(asc(documentLinks.toId))
  return rows.map(({ toId }) => toId)
}

export const forgetLinks = async (tx: Transaction, fromId: string): Promise<void> => {
  await tx.delete(documentLinks).where(eq(documentLinks.fromId, fromId))
}

/** What a document names, in place of what it named before. */
export const writeLinks = async (
  tx: Transaction,
  fromId: string,
  toIds: readonly string[],
): Promise<void> => {
  await forgetLinks(tx, fromId)
  if (toIds.length > 0) await tx.insert(documentLinks).values(toIds.map((toId) => ({ fromId, toId })))
}

/** Documents of these communities that name this one, by title; none of the trash. */
export const listBacklinks = async (db: Db, toId: string, communityIds: readonly string[]) => {
  if (communityIds.length === 0) return []
  return db
    .select({ id: documents.id, title: documents.title, communityName: communities.name })
    .from(documentLinks)
    .innerJoin(documents, and(eq(documents.id, documentLinks.fromId), isNull(documents.trashedAt)))
    .innerJoin(communities, eq(communities.id, documents.communityId))
    .where(and(eq(documentLinks.toId, toId), inArray(documents.communityId, [...communityIds])))
    .orderBy(asc(documents.title), asc(documents.id))
    .limit(100)
}
