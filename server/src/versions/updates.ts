import type { Db } from 'db/connect'
import { readNearestState } from 'db/queries/versions'
import { readStretch } from '../projections/rows.ts'

/** What makes up a document once row `upTo` is in: the nearest full state before it, then the rows between. */
export const readUpdates = async (db: Db, documentId: string, upTo: number): Promise<Uint8Array[]> => {
  const base = await readNearestState(db, documentId, upTo)
  const updates = base ? [base.state] : []
  let after = base?.seq ?? 0
  while (after < upTo) {
    const stretch = await readStretch(db, documentId, { after, upTo })
    for (const row of stretch.rows) updates.push(...row.updates)
    if (stretch.reaches === after) break
    after = stretch.reaches
  }
  return updates
}
