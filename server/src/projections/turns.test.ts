import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

test('a document that is written on and on is read now and then; others do not wait for it', () => {
  let now = 10_000
  const turns = createTurns(() => now)
  turns.want('busy')
  expect(turns.take()).toEqual(['busy'])
  turns.want('busy')
  turns.want('quiet')
  expect(turns.take()).toEqual(['quiet'])
  expect(turns.areWaiting()).toBe(true)
  now += 5_100
  expect(turns.take()).toEqual(['busy'])
  expect(turns.areWaiting()).toBe(false)
})
