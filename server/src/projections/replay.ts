import type { Db } from 'db/connect'
import { readNewestSnapshot } from 'db/queries/log'
import * as Y from 'yjs'
import { readStretch } from './rows.ts'

/** The document as it stood once row `seq` was in: the nearest snapshot before it, then the rows between. */
export const replayDocument = async (db: Db, documentId: string, seq: number): Promise<Y.Doc> => {
  const document = new Y.Doc()
  const snapshot = await readNewestSnapshot(db, documentId, seq)
  if (snapshot) Y.applyUpdate(document, snapshot.state)
  let after = snapshot?.seq ?? 0
  while (after < seq) {
    const stretch = await readStretch(db, documentId, { after, upTo: seq })
    for (const row of stretch.rows) for (const update of row.updates) Y.applyUpdate(document, update)
    if (stretch.reaches === after) break
    after = stretch.reaches
  }
  return document
}
