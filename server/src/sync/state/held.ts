import * as Y from 'yjs'

/** So many updates share one transaction. */
const HELD_MAX = 64

/**
 * Applies updates to a document that nobody observes, many in one transaction: Yjs counts all clients that ever wrote at
 * the beginning and at the end of each, which for an old document costs ten times what a letter does. What they insert
 * and delete is seen at once; only tidying up (deleted content, neighbours that may be joined) waits for the end.
 */
export const createHeld = (doc: Y.Doc) => {
  let held: Y.Transaction | null = null
  let count = 0

  const end = (): void => {
    if (!held) return
    const { beforeState, deleteSet, changed, changedParentTypes, _mergeStructs, _needFormattingCleanup } =
      held
    held = null
    count = 0
    const all = { beforeState, deleteSet, changed, changedParentTypes, _mergeStructs, _needFormattingCleanup }
    Y.transact(doc, (transaction) => Object.assign(transaction, all), null, false)
  }

  return {
    /** Throws as Yjs does; then the document is spoilt. */
    apply: (update: Uint8Array): void => {
      held ??= new Y.Transaction(doc, null, false)
      doc._transaction = held
      try {
        Y.applyUpdate(doc, update)
      } finally {
        doc._transaction = null
      }
      if (++count >= HELD_MAX) end()
    },
    /** Tidies up. */
    end,
  }
}
