import { expect, it } from 'vitest'
import { briefName } from './brief.ts'

it('keeps what tells schools apart', () => {
  expect(briefName('Ольховская СОШ')).toBe('Ольховская')
  expect(briefName('СОШ № 5')).toBe('№ 5')
  expect(briefName('Гимназия № 1')).toBe('Гимназия № 1')
  expect(briefName('СОШ')).toBe('СОШ')
})
