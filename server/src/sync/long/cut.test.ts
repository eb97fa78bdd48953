import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { cut } from './cut.ts'

const areWhole = ({ store }: Y.Doc): boolean => store.pendingStructs === null && store.pendingDs === null

/** Paragraphs of two people, each beside and inside those of the other, and some deleted again. */
const aDocument = (paragraphs: number): Y.Doc => {
  const [one, other] = [new Y.Doc(), new Y.Doc()]
  for (let n = 0; n < paragraphs; n++) {
    const [from, to] = n % 2 === 0 ? [one, other] : [other, one]
    const body = from.getXmlFragment('body')
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(`слово ${n}`)])
    body.insert(Math.floor(body.length / 2), [paragraph])
    const neighbour = body.get(0)
    if (neighbour instanceof Y.XmlElement) neighbour.insert(0, [new Y.XmlText('и')])
    if (n % 7 === 0) body.delete(Math.floor(body.length / 3), 1)
    Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)))
  }
  return one
}

describe('A11: an update in pieces', () => {
  test('says the same; each piece finds in place what it builds upon', () => {
    const doc = aDocument(3_000)
    const pieces = cut(Y.encodeStateAsUpdate(doc))
    expect(pieces.length).toBeGreaterThan(4)
    const copy = new Y.Doc()
    for (const piece of pieces) {
      Y.applyUpdate(copy, piece)
      expect(areWhole(copy)).toBe(true)
    }
    expect(Y.encodeStateAsUpdate(copy)).toEqual(Y.encodeStateAsUpdate(doc))
    expect(copy.getXmlFragment('body').toJSON()).toBe(doc.getXmlFragment('body').toJSON())
  })

  test('what waits for something that is not there waits as before', () => {
    const doc = aDocument(3_000)
    const late = new Y.Doc()
    Y.applyUpdate(late, Y.encodeStateAsUpdate(doc))
    const before = Y.encodeStateVector(late)
    for (let n = 0; n < 3_000; n++) late.getXmlFragment('body').insert(n, [new Y.XmlElement('paragraph')])
    const rest = Y.encodeStateAsUpdate(late, before)
    const copy = new Y.Doc()
    for (const piece of cut(rest)) Y.applyUpdate(copy, piece)
    expect(areWhole(copy)).toBe(false)
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    expect(Y.encodeStateAsUpdate(copy)).toEqual(Y.encodeStateAsUpdate(late))
  })

  test('a short one stays as it is; what is no update throws', () => {
    const doc = new Y.Doc()
    doc.getXmlFragment('body').insert(0, [new Y.XmlElement('paragraph')])
    const update = Y.encodeStateAsUpdate(doc)
    expect(cut(update)).toEqual([update])
    expect(() => cut(Uint8Array.of(1, 2, 3))).toThrow()
  })
})
