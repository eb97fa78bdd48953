import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { leftward } from './leftward.ts'

const textIn = (doc: Y.Doc): Y.XmlText => {
  const text = new Y.XmlText('начало')
  doc.getXmlFragment('body').insert(0, [text])
  return text
}
const indexOf = (place: Y.RelativePosition, doc: Y.Doc) =>
  Y.createAbsolutePositionFromRelativePosition(place, doc)?.index

it('stays behind its own letter when another types at the same place', () => {
  const doc = new Y.Doc()
  const text = textIn(doc)
  const place = leftward(Y.createRelativePositionFromTypeIndex(text, 6, 0), doc)
  text.insert(6, 'бб')
  expect(indexOf(place, doc)).toBe(6)
  text.insert(2, 'вв')
  expect(indexOf(place, doc)).toBe(8)
})

it('holds when the letter before it goes, and leaves the start of a text alone', () => {
  const doc = new Y.Doc()
  const text = textIn(doc)
  const place = leftward(Y.createRelativePositionFromTypeIndex(text, 4, 0), doc)
  text.delete(2, 2)
  expect(indexOf(place, doc)).toBe(2)
  const start = Y.createRelativePositionFromTypeIndex(text, 0, 0)
  expect(leftward(start, doc)).toBe(start)
})
