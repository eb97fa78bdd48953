import { and, asc, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { DocumentFilters } from 'shared/search/inputs'
import type { Db, Transaction } from '../connect.ts'
import { documentAuthors } from '../schema/activity.ts'
import { communities, communityMembers } from '../schema/communities.ts'
import { documents, documentVisits } from '../schema/documents.ts'
import { people } from '../schema/people.ts'
import { networks, schools } from '../schema/schools.ts'
import { isHolding } from './members.ts'
import { filtersOf } from './search.ts'
import { writeFace } from './searchTexts.ts'

export type DocumentRow = typeof documents.$inferSelect
export type ListedDocument = DocumentRow & { communityName: string }

export const insertDocument = async (tx: Transaction, document: typeof documents.$inferInsert) => {
  await tx.insert(documents).values(document)
  await writeFace(tx, document.id)
}

/** Gives the document another title, also where it is searched for. */
export const renameDocument = (db: Db, documentId: string, title: string) =>
  db.transaction(async (tx) => {
    await tx.update(documents).set({ title }).where(eq(documents.id, documentId))
    await writeFace(tx, documentId)
  })

/** Puts a document into the trash or takes it out (null). Its log stays as it is. Twice changes nothing. */
export const setTrashed = (db: Db, documentId: string, trashed: { at: Date; by: string } | null) =>
  db
    .update(documents)
    .set({ trashedAt: trashed?.at ?? null, trashedBy: trashed?.by ?? null })
    .where(and(eq(documents.id, documentId), trashed ? isNull(documents.trashedAt) : undefined))

/** Communities where the person now holds one of these roles. */
export const listCommunityIdsByRole = async (
  db: Db,
  personId: string,
  roles: readonly string[],
): Promise<string[]> => {
  const rows = await db
    .selectDistinct({ communityId: communityMembers.communityId })
    .from(communityMembers)
    .innerJoin(communities, eq(communities.id, communityMembers.communityId))
    .innerJoin(networks, eq(networks.id, communities.networkId))
    .innerJoin(people, and(eq(people.id, communityMembers.personId), eq(people.state, 'active')))
    .where(and(eq(communityMembers.personId, personId), isHolding(roles)))
  return rows.map(({ communityId }) => communityId)
}

const personName = {
  id: people.id,
  lastName: people.lastName,
  firstName: people.firstName,
  patronymic: people.patronymic,
}

const listed = (db: Db) =>
  db
    .select({ document: documents, communityName: communities.name })
    .from(documents)
    .innerJoin(communities, eq(communities.id, documents.communityId))

const flat = (rows: { document: DocumentRow; communityName: string }[]): ListedDocument[] =>
  rows.map(({ document, communityName }) => ({ ...document, communityName }))

const moment = sql`coalesce(${documents.editedAt}, ${documents.createdAt})`

/** What stands below this document in a list of these communities; nothing when it is in none of them. */
const below = (documentId: string, communityIds: readonly string[]) =>
  sql`(${moment}, ${documents.id}) < (select coalesce(last.edited_at, last.created_at), last.id
    from document last where last.id = ${documentId}
      and last.community_id in (${sql.join(
        communityIds.map((id) => sql`${id}`),
        sql`, `,
      )}))`

const isFavouriteOf = (personId: string) =>
  sql`exists (select from document_favourite kept
    where kept.document_id = ${documents.id} and kept.person_id = ${personId})`

/** A part of a list: what fits the filters, below a document, at most so many. */
export type ListPart = {
  filters?: DocumentFilters
  /** Only what this person keeps at hand. */
  favouriteOf?: string | undefined
  before?: string | undefined
  limit?: number | undefined
}

/** Documents of these communities that are not in the trash: the last written ones first. */
export const listDocuments = async (
  db: Db,
  communityIds: readonly string[],
  { filters = {}, favouriteOf, before, limit }: ListPart = {},
): Promise<ListedDocument[]> => {
  if (communityIds.length === 0) return []
  const own = and(inArray(documents.communityId, [...communityIds]), isNull(documents.trashedAt))
  const rows = listed(db)
    .where(
      and(
        own,
        ...filtersOf(filters),
        favouriteOf ? isFavouriteOf(favouriteOf) : undefined,
        before ? below(before, communityIds) : undefined,
      ),
    )
    .orderBy(desc(moment), desc(documents.id))
  return flat(await (limit ? rows.limit(limit) : rows))
}

export const listDocumentsById = async (db: Db, ids: readonly string[]): Promise<ListedDocument[]> =>
  ids.length === 0 ? [] : flat(await listed(db).where(inArray(documents.id, [...ids])))

/**
 * Documents in the trash that the person may bring back: all of the communities she leads, and those she made herself
 * in communities where she writes. The last thrown away first.
 */
export const listTrashed = async (
  db: Db,
  personId: string,
  { led, written }: { led: readonly string[]; written: readonly string[] },
) => {
  const own = and(inArray(documents.communityId, [...written]), eq(documents.createdBy, personId))
  const rows = await db
    .select({ document: documents, communityName: communities.name, by: personName })
    .from(documents)
    .innerJoin(communities, eq(communities.id, documents.communityId))
    .leftJoin(people, eq(people.id, documents.trashedBy))
    .where(and(isNotNull(documents.trashedAt), or(inArray(documents.communityId, [...led]), own)))
    .orderBy(desc(documents.trashedAt), desc(documents.id))
  return rows.map(({ document, communityName, by }) => ({ ...document, communityName, by }))
}
export type TrashedRow = Awaited<ReturnType<typeof listTrashed>>[number]

export const findDocument = async (db: Db, documentId: string): Promise<ListedDocument | null> => {
  const [found] = flat(await listed(db).where(eq(documents.id, documentId)))
  return found ?? null
}

/** How far a document's log reaches, and which history it is of. */
export const findVersion = async (db: Db, documentId: string) => {
  const { gen, headSeq, bytes } = documents
  const [found] = await db.select({ gen, headSeq, bytes }).from(documents).where(eq(documents.id, documentId))
  return found ?? null
}

const author = {
  documentId: documentAuthors.documentId,
  person: personName,
  school: schools,
}

/** Who wrote in these documents and for which school: by the network's order of schools, then by name. */
export const listAuthors = async (db: Db, documentIds: readonly string[]) => {
  if (documentIds.length === 0) return []
  return db
    .select(author)
    .from(documentAuthors)
    .innerJoin(people, eq(people.id, documentAuthors.personId))
    .leftJoin(schools, eq(schools.id, documentAuthors.schoolId))
    .where(inArray(documentAuthors.documentId, [...documentIds]))
    .orderBy(asc(schools.position), asc(people.lastName), asc(people.firstName), asc(people.id))
}
export type AuthorRow = Awaited<ReturnType<typeof listAuthors>>[number]

/** Remembers that the person was here and has seen all that is written by now. Never an act (DOMAIN §3.0). */
export const recordVisit = async (
  db: Db,
  { documentId, personId, at }: { documentId: string; personId: string; at: Date },
): Promise<void> => {
  const headSeq = sql`(select head_seq from document where id = ${documentId})`
  await db
    .insert(documentVisits)
    .values({ documentId, personId, seenSeq: headSeq, firstAt: at, lastAt: at })
    .onConflictDoUpdate({
      target: [documentVisits.documentId, documentVisits.personId],
      set: {
        seenSeq: sql`greatest(${documentVisits.seenSeq}, ${headSeq})`,
        lastAt: sql`greatest(${documentVisits.lastAt}, excluded.last_at)`,
      },
    })
}

/** Documents in which the person wrote. */
export const listAuthoredIds = async (db: Db, personId: string): Promise<string[]> => {
  const rows = await db
    .selectDistinct({ documentId: documentAuthors.documentId })
    .from(documentAuthors)
    .where(eq(documentAuthors.personId, personId))
  return rows.map(({ documentId }) => documentId)
}
