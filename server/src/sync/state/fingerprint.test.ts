import { addAction, setCell } from 'shared/roadmaps/change'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { fingerprint } from './fingerprint.ts'

const id = '00000000-0000-4000-8000-000000000001'
const copyOf = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

it('is the same in a copy whose keys came in another order, and another once a cell differs', () => {
  const first = new Y.Doc()
  addAction(first, { stage: 'reflection', title: 'Отчёт' }, { id })
  const second = copyOf(first)
  setCell(first, id, 'dateTo', '2027-06-18')
  setCell(first, id, 'directions', ['N4'])
  setCell(second, id, 'directions', ['N1'])
  setCell(second, id, 'planCount', 2)
  Y.applyUpdate(first, Y.encodeStateAsUpdate(second))
  Y.applyUpdate(second, Y.encodeStateAsUpdate(first))
  const keys = (doc: Y.Doc) => JSON.stringify(doc.getArray('rows').toJSON())
  expect(keys(first)).not.toBe(keys(second))
  expect(fingerprint(first)).toBe(fingerprint(second))
  setCell(second, id, 'planCount', 3)
  expect(fingerprint(first)).not.toBe(fingerprint(second))
})
