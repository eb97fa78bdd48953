import { createHash } from 'node:crypto'
import { and, asc, desc, eq, getTableColumns, gt, lte, sql } from 'drizzle-orm'
import { packUpdates, unpackUpdates } from 'shared/protocol/row'
import { clientsOf } from 'shared/protocol/update'
import { must } from 'shared/must'
import type { Db, Transaction } from '../connect.ts'
import { inPortions } from '../portions.ts'
import {
  documentClients,
  documents,
  documentSnapshots,
  documentUpdates,
  quarantinedUpdates,
} from '../schema/documents.ts'

/** One row of the log, unpacked. A damaged row carries no updates and says so; readers go on without it. */
export type StoredRow = {
  seq: number
  updates: Uint8Array[]
  damaged: boolean
  personId: string | null
  schoolId: string | null
  seeded: boolean
  at: Date
}

export type StoredSnapshot = { seq: number; state: Uint8Array; stateVector: Uint8Array }

type Seeding = {
  documentId: string
  /** Yjs updates (v1), in order; they become one row. */
  updates: readonly Uint8Array[]
  at: Date
  /** Absent: the system wrote it. */
  personId?: string
  schoolId?: string | null
  /** True for templates and imports: content that is no act of a person. Default: true when nobody is named. */
  seeded?: boolean
}

const unpacked = (data: Uint8Array): { updates: Uint8Array[]; damaged: boolean } => {
  try {
    return { updates: unpackUpdates(data), damaged: false }
  } catch {
    return { updates: [], damaged: true }
  }
}

const isOfGeneration = (documentId: string, gen: number) =>
  sql`exists (select 1 from document where id = ${documentId} and gen = ${gen})`

type Page = {
  limit?: number
  /** Rows of this generation alone: none when the document is of another one by now. */
  gen?: number | undefined
}

/**
 * Rows of a document after `afterSeq`, ascending, without a gap: seq order is commit order (DESIGN §4). One that lies in
 * quarantine comes as damaged.
 */
export const readRows = async (
  db: Db,
  documentId: string,
  afterSeq: number,
  { limit = 10_000, gen }: Page = {},
): Promise<StoredRow[]> => {
  const rows = await db
    .select({ ...getTableColumns(documentUpdates), quarantined: quarantinedUpdates.seq })
    .from(documentUpdates)
    .leftJoin(
      quarantinedUpdates,
      and(eq(quarantinedUpdates.documentId, documentId), eq(quarantinedUpdates.seq, documentUpdates.seq)),
    )
    .where(
      and(
        eq(documentUpdates.documentId, documentId),
        gt(documentUpdates.seq, afterSeq),
        gen === undefined ? undefined : isOfGeneration(documentId, gen),
      ),
    )
    .orderBy(asc(documentUpdates.seq))
    .limit(limit)
  return rows.map(({ data, documentId: _, quarantined, ...row }) => ({
    ...row,
    ...(quarantined === null ? unpacked(data) : { updates: [], damaged: true }),
  }))
}

const readSnapshot = async (db: Db, documentId: string, upTo: number) => {
  const { seq, state, stateVector, sha256 } = documentSnapshots
  const [newest] = await db
    .select({ seq, state, stateVector, sha256 })
    .from(documentSnapshots)
    .where(and(eq(documentSnapshots.documentId, documentId), lte(seq, upTo)))
    .orderBy(desc(seq))
    .limit(1)
  return newest ?? null
}

export const hashOf = (state: Uint8Array): string => createHash('sha256').update(state).digest('hex')

/** Rows that a full state stands for are gone: without it the rest makes no document. */
const assertNothingGone = async (db: Db, documentId: string): Promise<void> => {
  const [found] = await db
    .select({ baseSeq: documents.baseSeq })
    .from(documents)
    .where(eq(documents.id, documentId))
  if (found && found.baseSeq > 0)
    throw new Error(`the full state that document ${documentId} begins with is damaged`)
}

/**
 * The newest full state, or the newest that reaches no further than `upTo`; null before the first compaction. One whose
 * bytes are not what was written is passed over, the rows it stood for are there; `onDamaged` hears of its seq.
 */
export const readNewestSnapshot = async (
  db: Db,
  documentId: string,
  upTo = Number.MAX_SAFE_INTEGER,
  onDamaged: (seq: number) => void = () => undefined,
): Promise<StoredSnapshot | null> => {
  const newest = await readSnapshot(db, documentId, upTo)
  if (!newest) return null
  const { sha256, ...snapshot } = newest
  if (hashOf(snapshot.state) === sha256) return snapshot
  onDamaged(snapshot.seq)
  const older = await readNewestSnapshot(db, documentId, snapshot.seq - 1, onDamaged)
  if (!older) await assertNothingGone(db, documentId)
  return older
}

const bindClients = async (tx: Transaction, { documentId, updates, personId }: Seeding): Promise<void> => {
  const clients = [...new Set(updates.flatMap(clientsOf))]
  const bindings = clients.map((clientId) => ({ documentId, clientId, personId: personId ?? null }))
  for (const portion of inPortions(bindings))
    await tx.insert(documentClients).values(portion).onConflictDoNothing()
}

const takeSeq = async (tx: Transaction, { documentId, at, personId }: Seeding, bytes: number) => {
  const edited = personId ? { editedAt: sql`greatest(edited_at, ${at.toISOString()}::timestamptz)` } : {}
  const [row] = await tx
    .update(documents)
    .set({ headSeq: sql`head_seq + 1`, bytes: sql`bytes + ${bytes}`, ...edited })
    .where(eq(documents.id, documentId))
    .returning({ seq: documents.headSeq })
  return must(row, 'the document to seed').seq
}

/**
 * Appends one row inside the caller's transaction and gives its seq: the first content of a new document (template,
 * import), or a row of the demo. A document is seeded once, where it is created (DESIGN §1, law 3); live edits go
 * through rooms. Throws on malformed updates or when the document is absent.
 */
export const seedDocument = async (tx: Transaction, seeding: Seeding): Promise<number> => {
  const { documentId, updates, at, personId, schoolId, seeded } = seeding
  const data = packUpdates(updates)
  const seq = await takeSeq(tx, seeding, data.byteLength)
  await tx.insert(documentUpdates).values({
    documentId,
    seq,
    data,
    personId: personId ?? null,
    schoolId: schoolId ?? null,
    seeded: seeded ?? personId === undefined,
    at,
  })
  await bindClients(tx, seeding)
  return seq
}
