import type { Db } from 'db/connect'
import { findVersionState, listVersions, listWriters, type VersionRow } from 'db/queries/versions'
import { must } from 'shared/must'
import { presentPersonName } from 'shared/people/person'
import { problem, type Problem } from 'shared/protocol/problem'
import { type VersionContent, type VersionOutput, versionKinds } from 'shared/versions/outputs'
import type { Authorized } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'
import { nameWriters } from './writers.ts'

type Reader = Authorized<'document.read'>

const VERSIONS_AT_ONCE = 100

const present = ({ id, kind, seq, at, name, by }: VersionRow): Omit<VersionOutput, 'authors'> => ({
  id,
  kind: versionKinds.find((one) => one === kind) ?? 'automatic',
  seq,
  at: at.toISOString(),
  name,
  by: by && presentPersonName(by).shortName,
})

/** Versions of a document, the newest first, each with who wrote since the one before. */
export const readVersions = async (
  db: Db,
  { subject: { documentId } }: Reader,
  before: string | undefined,
): Promise<VersionOutput[]> => {
  const rows = await listVersions(db, documentId, before, VERSIONS_AT_ONCE)
  const written = await listWriters(
    db,
    documentId,
    rows.map(({ id }) => id),
  )
  const named = await nameWriters(
    db,
    written.map(({ person, school }) => ({ personId: person, schoolId: school })),
  )
  const authors = Map.groupBy(written.keys(), (index) => written[index]?.version)
  return rows.map((row) => ({
    ...present(row),
    authors: (authors.get(row.id) ?? []).map((index) => must(named[index], 'a writer')),
  }))
}

/** A version with all that is written in it. */
export const readVersion = async (
  { db, history }: Pick<Deps, 'db' | 'history'>,
  { personId, subject: { documentId, kind } }: Reader,
  versionId: string,
): Promise<VersionContent | Problem> => {
  const found = await findVersionState(db, documentId, versionId)
  if (!found) return problem('notFound')
  return { ...present(found), content: await history.content({ state: found.state, kind }, personId) }
}
