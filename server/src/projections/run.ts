import type { Database, Transaction } from 'db/connect'
import { lockMark, moveMark, quarantineRows } from 'db/queries/projections'
import { documentKinds, type DocumentKind } from 'shared/documents/kinds'
import * as Y from 'yjs'
import type { LogRow, ProjectedDocument, Projection } from './projection.ts'
import type { Recent } from './recent.ts'
import { replayDocument } from './replay.ts'
import { findUndecodable } from './rows.ts'
import type { Stretches } from './stretches.ts'

/** Documents as they stood at a mark, kept so that the next run need not replay them. */
export type KeptDocuments = Recent<{ seq: number; document: Y.Doc }>

/** 'more': the log reaches further. 'busy': another runner holds the mark, or the document is gone. */
export type RunResult = 'done' | 'more' | 'busy'

type Mark = NonNullable<Awaited<ReturnType<typeof lockMark>>>
type Run = { projection: Projection; documentId: string; kept: KeptDocuments; stretches: Stretches }

/** Carries a projection one bounded stretch further in a document where it has a mark: what it writes and the mark commit together. */
export const runProjection = async (db: Database, run: Run): Promise<RunResult> => {
  const { projection, documentId, stretches } = run
  let rows: LogRow[] = []
  try {
    return await db.transaction(async (tx) => {
      const mark = await lockMark(tx, projection.name, documentId)
      if (!mark) return 'busy'
      const stretch = await stretches.read(tx, { documentId, gen: mark.gen, after: mark.seq })
      rows = stretch.rows
      if (rows.length > 0) await applyRows(tx, run, mark, rows)
      await moveMark(tx, projection.name, documentId, stretch.reaches)
      return stretch.reaches < mark.headSeq && stretch.reaches > mark.seq ? 'more' : 'done'
    })
  } catch (error) {
    stretches.forget()
    if (await quarantinePoison(db, documentId, rows)) return 'more'
    throw error
  }
}

const isDocumentKind = (kind: string): kind is DocumentKind =>
  (documentKinds as readonly string[]).includes(kind)

const describe = (documentId: string, { communityId, kind, timeZone }: Mark): ProjectedDocument => {
  if (!isDocumentKind(kind)) throw new Error(`unknown document kind ${kind}`)
  return { id: documentId, communityId, kind, timeZone }
}

const applyRows = async (tx: Transaction, run: Run, mark: Mark, rows: LogRow[]): Promise<void> => {
  const { projection, documentId, kept } = run
  const key = `${projection.name} ${documentId}`
  const given: Y.Doc[] = []
  const before = async () => {
    const known = given[0] ?? keptAt(kept.take(key), mark.seq)
    given[0] = known ?? (await replayDocument(tx, documentId, mark.seq))
    return given[0]
  }
  await projection.apply(tx, describe(documentId, mark), rows, before)
  for (const document of given) kept.put(key, { seq: advance(document, rows), document })
}

const keptAt = (entry: { seq: number; document: Y.Doc } | undefined, seq: number) =>
  entry?.seq === seq ? entry.document : undefined

/** Brings a document past the rows, whether or not the projection has done so itself: Yjs ignores what it knows. */
const advance = (document: Y.Doc, rows: readonly LogRow[]): number => {
  for (const row of rows) for (const update of row.updates) Y.applyUpdate(document, update)
  return rows.at(-1)?.seq ?? 0
}

const quarantinePoison = async (db: Database, documentId: string, rows: readonly LogRow[]) => {
  const poison = findUndecodable(rows)
  await quarantineRows(db, documentId, poison)
  return poison.length > 0
}
