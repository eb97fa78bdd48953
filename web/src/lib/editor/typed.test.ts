import { expect, it } from 'vitest'
import { openedBy, readTyped } from './typed.ts'

it.each([
  ['/', '/'],
  ['слово /', '/'],
  ['и/', null],
  ['коллеги: @', '@'],
  ['ivanova@', null],
  ['см. [[', '[['],
  ['(/', '/'],
  ['\ufffc@', '@'],
])('%j opens %j', (before, trigger) => {
  expect(openedBy(before)).toBe(trigger)
})

it.each([
  ['текст /табл', '/', 'табл'],
  ['/', '/', ''],
  ['/ 2', '/', null],
  ['@Соколовская Д', '@', 'Соколовская Д'],
  ['@Соколовская  Д', '@', null],
  [`/${'а'.repeat(60)}`, '/', null],
  ['', '/', null],
] as const)('%j after %j searches for %j', (before, trigger, query) => {
  const typed = readTyped(before, trigger, 100)
  expect(typed?.query ?? null).toBe(query)
  if (typed) expect([typed.from, typed.to]).toEqual([100 - typed.query.length - trigger.length, 100])
})
