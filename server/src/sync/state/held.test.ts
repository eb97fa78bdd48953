import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createHeld } from './held.ts'

type Change = (doc: Y.Doc, n: number) => void

const textIn = (doc: Y.Doc): Y.XmlText =>
  (doc.getXmlFragment('body').get(0) as Y.XmlElement).get(0) as Y.XmlText

const begin: Change = (doc) => {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('начало')])
  doc.getXmlFragment('body').insert(0, [paragraph])
}
const changes: Change[] = [
  (doc, n) => textIn(doc).insert((n * 7) % textIn(doc).length, `слово ${n} `),
  (doc, n) => textIn(doc).delete((n * 3) % textIn(doc).length, 1),
  (doc, n) => textIn(doc).format(n % textIn(doc).length, 3, { bold: n % 2 === 0 ? {} : null }),
  (doc, n) => doc.getMap('fields').set('subject', `предмет ${n}`),
]

/** Updates of several people who hear each other, and the document they end with. */
const history = (): { updates: Uint8Array[]; last: Y.Doc } => {
  const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()] as const
  const updates: Uint8Array[] = []
  for (const doc of docs)
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'heard') return
      updates.push(update)
      for (const other of docs) if (other !== doc) Y.applyUpdate(other, update, 'heard')
    })
  docs[0].transact(() => begin(docs[0], 0))
  for (let n = 0; n < 400; n++) {
    const doc = docs[n % 3] ?? docs[0]
    doc.transact(() => changes[(n * 5) % changes.length]?.(doc, n))
  }
  return { updates, last: docs[0] }
}

const contents = (doc: Y.Doc): unknown[] => [
  doc.getXmlFragment('body').toJSON(),
  doc.getMap('fields').toJSON(),
  Y.encodeStateVector(doc),
]

test('updates that share a transaction make the same document as updates on their own', () => {
  const { updates, last } = history()
  const [one, other] = [new Y.Doc(), new Y.Doc()]
  const held = createHeld(one)
  updates.forEach((update, index) => {
    held.apply(update)
    Y.applyUpdate(other, update)
    if (index % 37 === 0) expect(contents(one)).toEqual(contents(other))
  })
  held.end()
  expect(contents(one)).toEqual(contents(last))
  expect(Y.encodeStateAsUpdate(one)).toEqual(Y.encodeStateAsUpdate(other))
})

test('deleted content is let go when the transaction ends', () => {
  const { updates } = history()
  const doc = new Y.Doc()
  const held = createHeld(doc)
  for (const update of updates) held.apply(update)
  held.end()
  const structs = [...doc.store.clients.values()].flat()
  const kept = structs.filter((struct) => struct.deleted && struct instanceof Y.Item)
  expect(kept.every((item) => (item as Y.Item).content instanceof Y.ContentDeleted)).toBe(true)
  // Letters of a word became one struct again.
  expect(structs.length).toBeLessThan(updates.length * 3)
})

test('an update that Yjs cannot take throws, and the document takes others in transactions of their own', () => {
  const { updates } = history()
  const doc = new Y.Doc()
  const held = createHeld(doc)
  held.apply(updates[0] ?? new Uint8Array())
  expect(() => held.apply(Uint8Array.of(1, 1, 1))).toThrow()
  doc.getMap('fields').set('subject', 'алгебра')
  expect(doc.getMap('fields').get('subject')).toBe('алгебра')
})
