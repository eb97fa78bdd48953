import * as Y from 'yjs'
import { fingerprint } from '../state/fingerprint.ts'

export type Compacted = { state: Uint8Array; stateVector: Uint8Array }

const build = (updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc
}

const isEqual = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0

/**
 * One full state of all updates, read back and compared before it may stand for them (SPEC C2). Throws when it does not
 * say the same; `encode` is what writes it.
 */
export const compact = (updates: readonly Uint8Array[], encode = Y.encodeStateAsUpdate): Compacted => {
  const doc = build(updates)
  const state = encode(doc)
  const stateVector = Y.encodeStateVector(doc)
  const copy = build([state])
  if (!isEqual(Y.encodeStateVector(copy), stateVector)) throw new Error('state vectors differ')
  if (fingerprint(copy) !== fingerprint(doc)) throw new Error('contents differ')
  if (!isEqual(Y.encodeStateAsUpdate(copy), state)) throw new Error('states differ')
  return { state, stateVector }
}
