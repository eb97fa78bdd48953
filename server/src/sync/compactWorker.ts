import { parentPort } from 'node:worker_threads'
import { must } from 'shared/must'
import * as Y from 'yjs'
import { fingerprint } from './fingerprint.ts'

export type CompactJob = { id: number; updates: Uint8Array[] }
export type Compacted = { state: Uint8Array; stateVector: Uint8Array }
export type CompactAnswer = { id: number } & (Compacted | { error: string })

const build = (updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc
}

const isEqual = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0

/** One full state of all updates, read back and compared before it may stand for them (SPEC C2). */
const compact = (updates: readonly Uint8Array[]): Compacted => {
  const doc = build(updates)
  const state = Y.encodeStateAsUpdate(doc)
  const stateVector = Y.encodeStateVector(doc)
  const copy = build([state])
  if (!isEqual(Y.encodeStateVector(copy), stateVector)) throw new Error('state vectors differ')
  if (fingerprint(copy) !== fingerprint(doc)) throw new Error('contents differ')
  if (!isEqual(Y.encodeStateAsUpdate(copy), state)) throw new Error('states differ')
  return { state, stateVector }
}

const port = must(parentPort, 'a parent thread')
port.on('message', ({ id, updates }: CompactJob) => {
  try {
    port.postMessage({ id, ...compact(updates) } satisfies CompactAnswer)
  } catch (error) {
    port.postMessage({ id, error: String(error) } satisfies CompactAnswer)
  }
})
