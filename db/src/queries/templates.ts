import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { documents } from '../schema/documents.ts'
import { people } from '../schema/people.ts'
import { ownTemplates } from '../schema/templates.ts'

/** Makes a document a template of its community. Twice changes nothing. */
export const makeTemplate = (db: Db, template: typeof ownTemplates.$inferInsert) =>
  db.insert(ownTemplates).values(template).onConflictDoNothing()

export const dropTemplate = (db: Db, documentId: string) =>
  db.delete(ownTemplates).where(eq(ownTemplates.documentId, documentId))

export const isTemplate = async (db: Db, documentId: string): Promise<boolean> => {
  const found = await db
    .select({ at: ownTemplates.at })
    .from(ownTemplates)
    .where(eq(ownTemplates.documentId, documentId))
  return found.length > 0
}

/** Templates of a community by title, with who made each; those in the trash are none. */
export const listTemplates = (db: Db, communityId: string) =>
  db
    .select({
      id: documents.id,
      title: documents.title,
      kind: documents.kind,
      by: { lastName: people.lastName, firstName: people.firstName, patronymic: people.patronymic },
    })
    .from(ownTemplates)
    .innerJoin(documents, eq(documents.id, ownTemplates.documentId))
    .innerJoin(people, eq(people.id, ownTemplates.madeBy))
    .where(and(eq(documents.communityId, communityId), isNull(documents.trashedAt)))
    .orderBy(asc(documents.title), asc(documents.id))
