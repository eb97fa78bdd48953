import { forgetTexts, writeTexts } from 'db/queries/searchTexts'
import { readTexts } from 'shared/search/texts'
import * as Y from 'yjs'
import type { Projection } from '../projections/projection.ts'
import { readUpdates } from '../versions/updates.ts'

/** A text that is being written is found with what it said so long ago. */
const REST_MS = 15_000

const open = (updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc
}

/**
 * The words of documents for search. Reads the whole text after each stretch and writes only the fragments that differ.
 * Titles, comments and files are no part of the log: their own commands write them.
 */
export const searchText: Projection = {
  name: 'searchText',
  restMs: REST_MS,
  concerns: () => true,
  apply: async (tx, { id, kind }, rows) => {
    const last = rows.at(-1)
    if (!last) return
    const doc = open(await readUpdates(tx, id, last.seq))
    const { fragments, ...facts } = readTexts(doc, kind)
    doc.destroy()
    await writeTexts(tx, id, { source: 'text', fragments, facts })
  },
  reset: (tx, documentId) => forgetTexts(tx, documentId, 'text'),
}
