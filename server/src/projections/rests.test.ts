import { expect, test } from 'vitest'
import { createRests } from './rests.ts'

test('a document rests after it was read, for the projection that wants it, and for itself alone', () => {
  let now = 0
  const rests = createRests([{ name: 'slow', restMs: 15_000 }, { name: 'quick' }], () => now)
  const slow = { projection: 'slow', documentId: 'a' }
  expect(rests.isOver(slow)).toBe(true)
  now = 14_000
  expect(rests.isOver(slow)).toBe(false)
  expect(rests.isOver({ ...slow, documentId: 'b' })).toBe(true)
  expect(rests.isOver({ projection: 'quick', documentId: 'a' })).toBe(true)
  expect(rests.isOver({ projection: 'quick', documentId: 'a' })).toBe(true)
  now = 15_000
  expect(rests.isOver(slow)).toBe(true)
})
