import type { DocumentKind } from 'shared/documents/kinds'
import * as Y from 'yjs'
import type { Gate, MakeGate } from './gate.ts'
import { createHeld } from './held.ts'

/**
 * The document as accepted: committed rows and those still on their way. It serves judging and nothing else; whatever
 * leaves the server comes from committed bytes. When an accepted update is not committed after all, it is thrown away.
 */
export type Shadow = {
  doc: Y.Doc
  judge: Gate
  /** Gives false when the update did not fit after all: then the shadow is spoilt. */
  apply: (update: Uint8Array) => boolean
}

const isWhole = ({ store }: Y.Doc): boolean => store.pendingStructs === null && store.pendingDs === null

export const createShadow = (
  updates: readonly Uint8Array[],
  kind: DocumentKind,
  makeGate: MakeGate,
): Shadow => {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  const wasWhole = isWhole(doc)
  const held = createHeld(doc)
  return {
    doc,
    judge: makeGate(doc, kind),
    apply: (update) => {
      try {
        held.apply(update)
      } catch {
        return false
      }
      // A row lost to quarantine leaves a gap for good; it is no fault of this update.
      return isWhole(doc) || !wasWhole
    },
  }
}
