import { expect, test } from 'vitest'
import { switchLayout } from './layout.ts'

test.each([
  ['ghbdtn', 'привет'],
  ['Ehjr', 'Урок'],
  [',tht;ysq', 'бережный'],
  ['дуыыщт 5', 'lesson 5'],
])('%s typed in the other layout means %s', (typed, meant) => {
  expect(switchLayout(typed)).toBe(meant)
})

test.each(['урок math', '2026', '', '«—»'])('%s says nothing about a layout', (typed) => {
  expect(switchLayout(typed)).toBeNull()
})
