import { EMPTY_UPDATE, readFrame } from 'shared/protocol/frames'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { limits } from '../limits.ts'
import { mergeForWire } from './merge.ts'
import { createState, type State } from './state.ts'

const merge = (updates: readonly Uint8Array[]) => mergeForWire(updates, limits)

/** A writer whose n-th update is the n-th row. */
const aWriter = () => {
  const doc = new Y.Doc()
  const rows: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => rows.push(update))
  const write = (words: string): Uint8Array => {
    doc.getText('body').insert(doc.getText('body').length, words)
    return rows.at(-1) ?? EMPTY_UPDATE
  }
  return { doc, rows, write }
}

const read = (doc: Y.Doc, frames: readonly Uint8Array[]): string => {
  for (const bytes of frames) {
    const frame = readFrame(bytes)
    if (frame.kind === 'update' || frame.kind === 'step2') Y.applyUpdate(doc, frame.update)
  }
  return doc.getText('body').toJSON()
}

const joined = (state: State): string => read(new Y.Doc(), state.joinFrames(Uint8Array.of(0)))

test('J2: many rows come to a newcomer in few frames', () => {
  const { doc, write } = aWriter()
  const state = createState(0, EMPTY_UPDATE)
  for (let seq = 1; seq <= 2_000; seq++) {
    state.advance(seq, [write(`${seq} `)])
    state.gather(merge)
  }
  expect(joined(state)).toBe(doc.getText('body').toJSON())
  expect(state.joinFrames(Uint8Array.of(0)).length).toBeLessThan(50)
  expect(state.tail().rows).toBe(2_000)
})

test('J3: what was told and what comes after it make the whole, wherever it is cut', () => {
  const { doc, write } = aWriter()
  const state = createState(0, EMPTY_UPDATE)
  const told: Uint8Array[][] = []
  for (let seq = 1; seq <= 100; seq++) {
    state.advance(seq, [write(`${seq} `)])
    // Some are gathered by threes.
    told.push(seq % 3 === 0 || seq < 40 ? state.gather(merge) : [])
  }
  for (let seq = 0; seq <= 100; seq += 7) {
    // A client knows what had been told when row `seq` was the newest.
    const client = new Y.Doc()
    read(client, told.slice(0, seq).flat())
    const lastTold = seq < 40 ? seq : Math.max(39, seq - (seq % 3))
    expect(read(client, state.framesAfter(lastTold))).toBe(doc.getText('body').toJSON())
  }
})

test('C2: a full state takes the place of its rows, and what is not told yet is told all the same', () => {
  const { doc, rows, write } = aWriter()
  const state = createState(0, EMPTY_UPDATE)
  for (let seq = 1; seq <= 20; seq++) state.advance(seq, [write(`${seq} `)])
  state.gather(merge)
  for (let seq = 21; seq <= 25; seq++) state.advance(seq, [write(`${seq} `)])
  state.rebase(23, Y.mergeUpdates(rows.slice(0, 23)))
  expect(joined(state)).toBe(doc.getText('body').toJSON())
  const client = new Y.Doc()
  read(client, [...rows.slice(0, 20).map((update) => Uint8Array.of(0, 2, update.length, ...update))])
  expect(read(client, state.gather(merge))).toBe(doc.getText('body').toJSON())
  expect(state.gather(merge)).toEqual([])
  expect(state.tail().rows).toBe(5)
})
