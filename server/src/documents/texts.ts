import type { Db } from 'db/connect'
import { readNewestSnapshot, readRows } from 'db/queries/log'
import { findVersion } from 'db/queries/documents'
import * as Y from 'yjs'

const ROWS_AT_ONCE = 2_000
const DOCUMENTS_MAX = 200
const BYTES_MAX = 24 * 1024 * 1024

/** A document read once and kept: pages ask again and again, and only what was written since has to be added. */
type Kept = { doc: Y.Doc; gen: number; seq: number; bytes: number }

/** A row that cannot be applied is passed, as a room passes and reports it: the rest of the document stays readable. */
const apply = (doc: Y.Doc, update: Uint8Array): void => {
  try {
    Y.applyUpdate(doc, update)
  } catch {
    return
  }
}

const advance = async (db: Db, documentId: string, kept: Kept): Promise<void> => {
  for (;;) {
    const rows = await readRows(db, documentId, kept.seq, { limit: ROWS_AT_ONCE })
    for (const update of rows.flatMap(({ updates }) => updates)) apply(kept.doc, update)
    const last = rows.at(-1)
    // Two may read at once; a row applied twice changes nothing.
    kept.seq = Math.max(kept.seq, last?.seq ?? 0)
    if (!last || rows.length < ROWS_AT_ONCE) return
  }
}

const load = async (db: Db, documentId: string, gen: number): Promise<Kept> => {
  const snapshot = await readNewestSnapshot(db, documentId)
  const doc = new Y.Doc()
  if (snapshot) apply(doc, snapshot.state)
  return { doc, gen, seq: snapshot?.seq ?? 0, bytes: snapshot?.state.byteLength ?? 0 }
}

/**
 * Reads documents as their log has them now. The last ones stay in memory, within bounds; whoever gets one only reads
 * it, and at once, for the next reader brings it forward.
 */
export const createTexts = (db: Db) => {
  /** The least recently read first. */
  const kept = new Map<string, Kept>()

  const shrink = (): void => {
    let bytes = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0)
    for (const [documentId, one] of kept) {
      if (kept.size <= DOCUMENTS_MAX && bytes <= BYTES_MAX) return
      kept.delete(documentId)
      bytes -= one.bytes
    }
  }

  const read = async (documentId: string): Promise<Y.Doc> => {
    const version = await findVersion(db, documentId)
    if (!version) return new Y.Doc()
    const found = kept.get(documentId)
    const text = found?.gen === version.gen ? found : await load(db, documentId, version.gen)
    if (text.seq < version.headSeq) await advance(db, documentId, text)
    text.bytes = version.bytes
    kept.delete(documentId)
    kept.set(documentId, text)
    shrink()
    return text.doc
  }

  return { read }
}

export type Texts = ReturnType<typeof createTexts>
