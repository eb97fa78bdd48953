import type { DocumentKind } from 'shared/documents/kinds'
import * as Y from 'yjs'
import type { Gate, MakeGate } from '../gate/gate.ts'
import type { Bucket } from '../doors/bucket.ts'
import { TooMuchEffort, watchPlaces } from './place.ts'
import { createHeld } from './held.ts'

/**
 * The document as accepted: committed rows and those still on their way. It serves judging and nothing else; whatever
 * leaves the server comes from committed bytes. When an accepted update is not committed after all, it is thrown away.
 */
export type Shadow = {
  doc: Y.Doc
  judge: Gate
  /** But for `taken` the shadow is spoilt: the update did not fit after all, or took more than is left of `effort`. */
  apply: (update: Uint8Array, effort?: Bucket) => 'taken' | 'unfit' | 'effort'
  /** Does now what otherwise waits for many updates (held.ts). */
  tidy: () => void
}

/** What is committed cannot be put together by Yjs: a row of the log is at fault (SPEC J5). */
export class Unfit extends Error {}

const build = (updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc()
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update)
    })
    return doc
  } catch (error) {
    throw new Unfit('a document cannot be put together', { cause: error })
  }
}

const isWhole = ({ store }: Y.Doc): boolean => store.pendingStructs === null && store.pendingDs === null

/** A shadow on `doc`, which holds all that is accepted. */
export const standOn = (doc: Y.Doc, kind: DocumentKind, makeGate: MakeGate): Shadow => {
  const wasWhole = isWhole(doc)
  const held = createHeld(doc)
  return {
    doc,
    judge: makeGate(doc, kind),
    apply: (update, effort) => {
      try {
        if (effort) watchPlaces(effort, () => held.apply(update))
        else held.apply(update)
      } catch (error) {
        return error instanceof TooMuchEffort ? 'effort' : 'unfit'
      }
      // A row lost to quarantine leaves a gap for good; it is no fault of this update.
      return isWhole(doc) || !wasWhole ? 'taken' : 'unfit'
    },
    tidy: held.end,
  }
}

export const createShadow = (
  updates: readonly Uint8Array[],
  kind: DocumentKind,
  makeGate: MakeGate,
): Shadow => standOn(build(updates), kind, makeGate)
