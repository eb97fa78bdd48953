import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createBucket } from '../doors/bucket.ts'
import { makeGate } from '../gate/gate.ts'
import { limits } from '../limits.ts'
import { createShadow } from './shadow.ts'

const HOSTILE = 10_000
const PASTED = 5_000
const PREPENDED = 25

const text = (words: string): Y.XmlElement => {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  return paragraph
}

/** Client 7 wrote "abcd" into a paragraph: its letters are clocks 2 to 5. */
const aParagraph = (): Uint8Array => {
  const doc = new Y.Doc()
  doc.clientID = 7
  doc.getXmlFragment('body').insert(0, [text('abcd')])
  return Y.encodeStateAsUpdate(doc)
}

const anEffort = () => createBucket({ burst: limits.effortBurst, perSecond: limits.effortPerSecond }, () => 0)

const number = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...number(value >>> 7)]

const STRING_BEHIND = 128 | 4
const STRING_BETWEEN = 128 | 64 | 4

/** So many single letters of one client, each behind the same letter of client 7. */
const crowd = (client: number): Uint8Array => {
  const letters = Array.from({ length: HOSTILE }, () => [STRING_BEHIND, 7, 2, 1, 120]).flat()
  return Uint8Array.from([1, ...number(HOSTILE), ...number(client), 0, ...letters, 0])
}

test('G15: thousands of letters that all want one place are refused before they have cost much', () => {
  const shadow = createShadow([aParagraph()], 'note', makeGate)
  const effort = anEffort()
  expect(shadow.apply(crowd(1_000), effort)).toBe('taken')
  expect(shadow.judge(crowd(2_000)).is).toBe('accepted')
  expect(shadow.apply(crowd(2_000), effort)).toBe('effort')
})

test('G15: two people who write very much at the same place without connection are both taken', () => {
  const start = new Y.Doc()
  start.getXmlFragment('body').insert(0, [text('начало')])
  const base = Y.encodeStateAsUpdate(start)
  const person = (clientID: number, write: (body: Y.XmlFragment) => void): Uint8Array => {
    const doc = new Y.Doc()
    doc.clientID = clientID
    Y.applyUpdate(doc, base)
    write(doc.getXmlFragment('body'))
    return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(start))
  }
  const paste = (body: Y.XmlFragment) =>
    body.insert(
      0,
      Array.from({ length: PASTED }, () => text('')),
    )
  const prepend = (body: Y.XmlFragment) => {
    for (let count = 0; count < PREPENDED; count++) body.insert(0, [text('')])
  }
  for (const [first, second] of [
    [8, 9],
    [9, 8],
  ] as const) {
    const shadow = createShadow([base], 'note', makeGate)
    expect(shadow.apply(person(first, paste), anEffort())).toBe('taken')
    expect(shadow.apply(person(second, paste), anEffort())).toBe('taken')
    expect(shadow.apply(person(10, prepend), anEffort())).toBe('taken')
  }
})

test('G12: a letter that stands behind what it stands before is refused: copies would disagree about its place', () => {
  const shadow = createShadow([aParagraph()], 'note', makeGate)
  const misplaced = Uint8Array.from([1, 1, 9, 0, STRING_BETWEEN, 7, 5, 7, 3, 1, 120, 0])
  expect(shadow.apply(misplaced, anEffort())).toBe('unfit')
  const placed = Uint8Array.from([1, 1, 9, 0, STRING_BETWEEN, 7, 3, 7, 4, 1, 120, 0])
  const anew = createShadow([aParagraph()], 'note', makeGate)
  expect(anew.apply(placed, anEffort())).toBe('taken')
  // The same in pieces, where the two are different items.
  const cut = createShadow([aParagraph(), placed], 'note', makeGate)
  expect(cut.apply(Uint8Array.from([1, 1, 11, 0, STRING_BETWEEN, 7, 5, 7, 2, 1, 120, 0]), anEffort())).toBe(
    'unfit',
  )
})
