import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { compact } from './compactState.ts'

const docOf = (words: string): Y.Doc => {
  const doc = new Y.Doc()
  doc.clientID = 7
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  doc.getXmlFragment('body').insert(0, [paragraph])
  return doc
}
const stateOf = (words: string): Uint8Array => Y.encodeStateAsUpdate(docOf(words))

test('C2: what says the same may stand for the updates', () => {
  const { state, stateVector } = compact([stateOf('слово')])
  expect([...state]).toEqual([...stateOf('слово')])
  expect([...stateVector]).toEqual([...Y.encodeStateVector(docOf('слово'))])
})

test('C2: what says something else never does, however little it differs', () => {
  const updates = [stateOf('слово')]
  expect(() => compact(updates, () => stateOf('слава'))).toThrow('contents differ')
  expect(() => compact(updates, () => stateOf('слов'))).toThrow('state vectors differ')
  // The same for a reader, but not as Yjs itself writes it: two pieces of one string.
  const doc = docOf('сло')
  const first = Y.encodeStateAsUpdate(doc)
  const vector = Y.encodeStateVector(doc)
  const paragraph = doc.getXmlFragment('body').get(0) as Y.XmlElement
  const text = paragraph.get(0) as Y.XmlText
  text.insert(3, 'во')
  const pieces = [first, Y.encodeStateAsUpdate(doc, vector)]
  expect(() => compact(pieces, () => Y.mergeUpdates(pieces))).toThrow('states differ')
})
