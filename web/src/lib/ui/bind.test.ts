import { expect, it } from 'vitest'
import { bindNumbers } from './bind.ts'

it('keeps a number with its word and a range whole', () => {
  expect(bindNumbers('Теорема Виета, 8 класс')).toBe('Теорема Виета, 8\u00a0класс')
  expect(bindNumbers('Гимназия № 1 и СОШ № 3')).toBe('Гимназия №\u00a01\u00a0и СОШ №\u00a03')
  expect(bindNumbers('8–9 классы')).toBe('8\u2060–\u20609\u00a0классы')
})
