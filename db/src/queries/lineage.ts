import { and, countDistinct, eq, isNull } from 'drizzle-orm'
import type { Db, Transaction } from '../connect.ts'
import { documents } from '../schema/documents.ts'
import { documentOrigins } from '../schema/lineage.ts'

export const insertOrigin = (tx: Transaction, origin: typeof documentOrigins.$inferInsert) =>
  tx.insert(documentOrigins).values(origin)

/** What the document was begun with; null when it was begun afresh. */
export const findOrigin = async (db: Db, documentId: string) => {
  const [found] = await db
    .select({ id: documents.id, title: documents.title })
    .from(documentOrigins)
    .innerJoin(documents, eq(documents.id, documentOrigins.originId))
    .where(eq(documentOrigins.documentId, documentId))
  return found ?? null
}

/** How many documents, of how many schools, were begun with this one; those in the trash do not count. */
export const countUses = async (db: Db, originId: string) => {
  const [found] = await db
    .select({ documents: countDistinct(documents.id), schools: countDistinct(documentOrigins.schoolId) })
    .from(documentOrigins)
    .innerJoin(documents, eq(documents.id, documentOrigins.documentId))
    .where(and(eq(documentOrigins.originId, originId), isNull(documents.trashedAt)))
  return found ?? { documents: 0, schools: 0 }
}
