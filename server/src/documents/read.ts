import type { Db } from 'db/connect'
import {
  findDocument,
  listAuthors,
  listCommunityIdsByRole,
  listDocuments,
  type ListedDocument,
} from 'db/queries/documents'
import { isFavourite } from 'db/queries/favourites'
import type { BodyNode } from 'shared/documents/body'
import type { DocumentOutput, DocumentSummary } from 'shared/documents/outputs'
import { isClosed } from 'shared/documents/frozen'
import { readBody } from 'shared/documents/readBody'
import type { HeaderFields } from 'shared/documents/headerFields'
import { readFields } from 'shared/documents/readFields'
import { must } from 'shared/must'
import { abilitiesOf, can } from 'shared/permissions/can'
import { documentCapabilities, type Capability } from 'shared/permissions/capabilities'
import { communityRoles } from 'shared/permissions/roles'
import { problem, type Problem } from 'shared/protocol/problem'
import type { Action } from 'shared/roadmaps/action'
import { readRoadmap } from 'shared/roadmaps/read'
import type { DocumentListInput } from 'shared/search/inputs'
import type { Authorized } from '../access/authorize.ts'
import { presentDocument } from './present.ts'
import type { Texts } from './texts.ts'

/** Roles of a community that give this right to its documents. */
export const rolesThat = (capability: Capability) =>
  communityRoles.filter((role) => can({ roles: [role] }, capability))

/** Communities whose documents the person may read. Texts are read by members only, so roles elsewhere do not count. */
export const readableCommunities = (db: Db, personId: string): Promise<string[]> =>
  listCommunityIdsByRole(db, personId, rolesThat('document.read'))

/** Rows as lists show them, with who wrote. */
export const summarise = async (db: Db, rows: readonly ListedDocument[]): Promise<DocumentSummary[]> => {
  const authors = await listAuthors(
    db,
    rows.map(({ id }) => id),
  )
  const byDocument = Map.groupBy(authors, ({ documentId }) => documentId)
  return rows.map((row) => presentDocument(row, byDocument.get(row.id) ?? []))
}

export const listReadable = async (
  db: Db,
  personId: string,
  { before, limit, favourite, ...filters }: DocumentListInput = {},
): Promise<DocumentSummary[]> => {
  const part = { filters, before, limit, favouriteOf: favourite && personId }
  return summarise(db, await listDocuments(db, await readableCommunities(db, personId), part))
}

export const listOfCommunity = async (
  db: Db,
  { subject }: Authorized<'community.read'>,
): Promise<DocumentSummary[]> => summarise(db, await listDocuments(db, [subject.communityId]))

type Reader = Authorized<'document.read'>

export const readDocument = async (db: Db, reader: Reader): Promise<DocumentOutput | Problem> => {
  const row = await findDocument(db, reader.subject.documentId)
  if (!row) return problem('notFound')
  const [summary] = await summarise(db, [row])
  return {
    ...must(summary, 'a summary of the row'),
    gen: row.gen,
    abilities: abilitiesOf(reader.standing, documentCapabilities).filter(
      (capability) => !isClosed(reader.subject, capability),
    ),
    community: { id: row.communityId, name: row.communityName },
    isFavourite: await isFavourite(db, { personId: reader.personId, documentId: row.id }),
    trashedAt: row.trashedAt?.toISOString() ?? null,
  }
}

export type DocumentContent = { body: BodyNode; fields: HeaderFields; rows: Action[] }

/** The text as its log has it now, for readers and for pages made on the server. */
export const readContent = async (texts: Texts, { subject }: Reader): Promise<DocumentContent> => {
  const doc = await texts.read(subject.documentId)
  const rows = subject.kind === 'roadmap' ? readRoadmap(doc).actions : []
  return { body: readBody(doc), fields: readFields(doc, subject.kind), rows }
}
