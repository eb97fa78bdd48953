import { isId } from 'shared/roadmaps/contract'
import { expect, it } from 'vitest'
import { newId } from './newId.ts'

it('is an id that rows accept, never twice the same, sorted by time', () => {
  const ids = Array.from({ length: 100 }, () => newId())
  expect(ids.every(isId)).toBe(true)
  expect(new Set(ids).size).toBe(100)
  expect(newId(1_000_000) < newId(2_000_000)).toBe(true)
  expect(newId()).toMatch(/^.{14}7.{4}[89ab]/)
})
