import type { Db } from 'db/connect'
import { readNewestSnapshot, readRows } from 'db/queries/log'
import * as Y from 'yjs'

const ROWS_AT_ONCE = 2_000

/** A row that cannot be applied is passed, as a room passes it: the rest of the document stays readable. */
const apply = (doc: Y.Doc, update: Uint8Array): void => {
  try {
    Y.applyUpdate(doc, update)
  } catch {
    return
  }
}

/** The document as its log has it now: the newest snapshot and the rows after it. */
export const readState = async (db: Db, documentId: string): Promise<Y.Doc> => {
  const doc = new Y.Doc()
  const snapshot = await readNewestSnapshot(db, documentId)
  if (snapshot) apply(doc, snapshot.state)
  let after = snapshot?.seq ?? 0
  for (;;) {
    const rows = await readRows(db, documentId, after, ROWS_AT_ONCE)
    for (const update of rows.flatMap(({ updates }) => updates)) apply(doc, update)
    const last = rows.at(-1)
    if (!last || rows.length < ROWS_AT_ONCE) return doc
    after = last.seq
  }
}
