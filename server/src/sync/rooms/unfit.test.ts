import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { findUnfit } from './unfit.ts'

const written = (clientId: number, words: string): Uint8Array => {
  const doc = new Y.Doc()
  doc.clientID = clientId
  doc.getText('body').insert(0, words)
  return Y.encodeStateAsUpdate(doc)
}
/** A struct of client 9 that stands behind a later one of its own: it parses, and Yjs falls over it. */
const unfit = Uint8Array.of(1, 1, 9, 0, 132, 9, 1, 1, 120, 0)
const fit = (seq: number) => ({ seq, updates: [written(100 + seq, `слова ${seq}`)] })

test('J5: rows that parse and that Yjs cannot take are found, and only they', () => {
  const rows = [
    fit(1),
    { seq: 2, updates: [unfit] },
    fit(3),
    { seq: 4, updates: [written(5, 'а'), unfit] },
    fit(5),
  ]
  expect(() => Y.decodeUpdate(unfit)).not.toThrow()
  expect(findUnfit({ base: written(1, 'начало'), rows })).toEqual([2, 4])
  expect(findUnfit({ base: written(1, 'начало'), rows: [fit(1), fit(2)] })).toEqual([])
})

test('J5: of a row that waits for another and falls when it comes, the one that waited is at fault', () => {
  const doc = new Y.Doc()
  doc.clientID = 8
  doc.getText('body').insert(0, 'х')
  const first = Y.encodeStateAsUpdate(doc)
  // Behind a letter that has not come, and behind one of its own that never will.
  const waits = Uint8Array.of(1, 2, 9, 0, 132, 8, 0, 1, 120, 132, 9, 7, 1, 121, 0)
  const rows = [{ seq: 1, updates: [waits] }, { seq: 2, updates: [first] }, fit(3)]
  expect(findUnfit({ base: written(1, 'начало'), rows })).toEqual([1])
})
