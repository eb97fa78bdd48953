import { expect, it } from 'vitest'
import { toScript } from './scripts.ts'

it.each([
  ['2', 'raised', '²'],
  ['−3', 'raised', '⁻³'],
  ['(n+1)', 'raised', '⁽ⁿ⁺¹⁾'],
  ['2', 'lowered', '₂'],
  ['n-1', 'lowered', 'ₙ₋₁'],
] as const)('%s %s is %s', (words, script, letters) => expect(toScript(words, script)).toBe(letters))

it('has no letters for words, and then for none of the run', () => {
  expect(toScript('кв', 'raised')).toBeNull()
  expect(toScript('2 раза', 'raised')).toBeNull()
  expect(toScript('b', 'lowered')).toBeNull()
})
