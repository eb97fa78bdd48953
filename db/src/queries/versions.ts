import { and, desc, eq, gt, inArray, isNull, lt, lte, sql } from 'drizzle-orm'
import type { Db, Transaction } from '../connect.ts'
import { inPortions } from '../portions.ts'
import { documents, documentUpdates } from '../schema/documents.ts'
import { people } from '../schema/people.ts'
import { documentRestored, documentRestores, documentVersions } from '../schema/versions.ts'
import { readNewestSnapshot } from './log.ts'

export type NewVersion = typeof documentVersions.$inferInsert
export type Moment = { seq: number; at: Date }

/** Keeps a version; of two automatic ones after the same row one is enough. */
export const insertVersion = (db: Db, version: NewVersion) =>
  db.insert(documentVersions).values(version).onConflictDoNothing()

export const forgetVersion = (db: Db, versionId: string) =>
  db.delete(documentVersions).where(eq(documentVersions.id, versionId))

const moment = { seq: documentUpdates.seq, at: documentUpdates.at }
const isAutomatic = eq(documentVersions.kind, 'automatic')

/** Where the log stood before the row `seq`: the row before it, and the first that no automatic version holds yet. */
export const readStanding = async (db: Db, documentId: string, seq: number) => {
  const before = and(eq(documentUpdates.documentId, documentId), lt(documentUpdates.seq, seq))
  const [last] = await db
    .select({ seq: sql<string | null>`max(${documentVersions.seq})` })
    .from(documentVersions)
    .where(and(eq(documentVersions.documentId, documentId), isAutomatic, lt(documentVersions.seq, seq)))
  const held = Number(last?.seq ?? 0)
  const rows = db.select(moment).from(documentUpdates)
  const [previous] = await rows.where(before).orderBy(desc(documentUpdates.seq)).limit(1)
  const [since] = await db
    .select(moment)
    .from(documentUpdates)
    .where(and(before, gt(documentUpdates.seq, held)))
    .orderBy(documentUpdates.seq)
    .limit(1)
  return { previous: previous ?? null, since: since ?? null }
}

/** The full state that reaches furthest without going beyond `upTo`: a snapshot or a version. */
export const readNearestState = async (db: Db, documentId: string, upTo: number) => {
  const { seq, state } = documentVersions
  const [version] = await db
    .select({ seq, state })
    .from(documentVersions)
    .where(and(eq(documentVersions.documentId, documentId), lte(seq, upTo)))
    .orderBy(desc(seq))
    .limit(1)
  const snapshot = await readNewestSnapshot(db, documentId, upTo)
  return version && version.seq > (snapshot?.seq ?? 0) ? version : snapshot
}

/** Forgets automatic versions that a rebuild can make again; named ones stay, and those older than the log. */
export const deleteAutomatic = async (tx: Transaction, documentId: string) => {
  const base = tx.select({ seq: documents.baseSeq }).from(documents).where(eq(documents.id, documentId))
  await tx
    .delete(documentVersions)
    .where(
      and(
        eq(documentVersions.documentId, documentId),
        isAutomatic,
        isNull(documentVersions.name),
        gt(documentVersions.seq, sql`(${base})`),
      ),
    )
}

const listed = {
  id: documentVersions.id,
  kind: documentVersions.kind,
  seq: documentVersions.seq,
  at: documentVersions.at,
  name: documentVersions.name,
  by: {
    id: people.id,
    lastName: people.lastName,
    firstName: people.firstName,
    patronymic: people.patronymic,
  },
}

const place = sql`(${documentVersions.seq}, ${documentVersions.at}, ${documentVersions.id})`

/** Versions from the newest on, or from the one before `before` on. */
export const listVersions = (db: Db, documentId: string, before: string | undefined, limit: number) =>
  db
    .select(listed)
    .from(documentVersions)
    .leftJoin(people, eq(people.id, documentVersions.personId))
    .where(
      and(
        eq(documentVersions.documentId, documentId),
        before === undefined
          ? undefined
          : sql`${place} < (select seq, at, id from document_version
              where id = ${before} and document_id = ${documentId})`,
      ),
    )
    .orderBy(desc(documentVersions.seq), desc(documentVersions.at), desc(documentVersions.id))
    .limit(limit)
export type VersionRow = Awaited<ReturnType<typeof listVersions>>[number]

export const findVersionState = async (db: Db, documentId: string, versionId: string) => {
  const [found] = await db
    .select({ ...listed, state: documentVersions.state })
    .from(documentVersions)
    .leftJoin(people, eq(people.id, documentVersions.personId))
    .where(and(eq(documentVersions.documentId, documentId), eq(documentVersions.id, versionId)))
  return found ?? null
}

/** Gives a version a name; false when the document has no such version. */
export const nameVersion = async (
  db: Db,
  documentId: string,
  versionId: string,
  given: { name: string; personId: string },
): Promise<boolean> => {
  const named = await db
    .update(documentVersions)
    .set(given)
    .where(and(eq(documentVersions.documentId, documentId), eq(documentVersions.id, versionId)))
    .returning({ id: documentVersions.id })
  return named.length > 0
}

/** Who wrote rows between a version and the one before it: the version's id, person and school. */
export const listWriters = (db: Db, documentId: string, versionIds: readonly string[]) =>
  db.execute<{ version: string; person: string; school: string | null }>(sql`
    select distinct version.id as version, written.person_id as person, written.school_id as school
    from document_version as version
    join document_update as written on written.document_id = version.document_id
      and written.person_id is not null and not written.seeded
      and written.seq <= version.seq
      and written.seq > coalesce((
        select max(earlier.seq) from document_version as earlier
        where earlier.document_id = version.document_id and earlier.seq < version.seq), 0)
    where version.document_id = ${documentId}::uuid
      and version.id = any(${`{${versionIds.join(',')}}`}::text::uuid[])`)

/** Names of these people, whoever they are now. */
export const listNames = (db: Db, personIds: readonly string[]) =>
  db
    .select(listed.by)
    .from(people)
    .where(inArray(people.id, [...personIds]))

/** From here on until the transaction ends nobody else restores or purges the document, on whatever node. */
export const lockHistory = (tx: Transaction, documentId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${documentId}, 7385023))`)

type RestoredSpan = Omit<typeof documentRestored.$inferInsert, 'documentId'>

/** Remembers which characters a restore writes again, before it does. */
export const insertRestored = async (tx: Transaction, documentId: string, spans: readonly RestoredSpan[]) => {
  for (const portion of inPortions(spans))
    await tx.insert(documentRestored).values(portion.map((span) => ({ documentId, ...span })))
}

/** Remembers a restore's bytes, before they come into the log. */
export const insertRestoreHash = (tx: Transaction, documentId: string, sha256: string) =>
  tx.insert(documentRestores).values({ documentId, sha256 }).onConflictDoNothing()

export const listRestoreHashes = async (db: Db, documentId: string): Promise<string[]> => {
  const rows = await db
    .select({ sha256: documentRestores.sha256 })
    .from(documentRestores)
    .where(eq(documentRestores.documentId, documentId))
  return rows.map(({ sha256 }) => sha256)
}

export const listRestored = (db: Db, documentId: string) =>
  db
    .select({
      client: documentRestored.client,
      clock: documentRestored.clock,
      length: documentRestored.length,
      fromClient: documentRestored.fromClient,
      fromClock: documentRestored.fromClock,
    })
    .from(documentRestored)
    .where(eq(documentRestored.documentId, documentId))
