import { expect, it } from 'vitest'
import { matching, type Option } from './options.ts'

const option = (label: string): Option => ({
  id: label,
  label,
  note: '',
  group: '',
  find: label.toLowerCase(),
})
const all = ['Гимназия № 1', 'Кедровская СОШ', 'Соколовская Д. И.'].map(option)

it('finds by the beginnings of words', () => {
  const found = (typed: string) => matching(all, typed).map(({ label }) => label)
  expect(found('')).toHaveLength(3)
  expect(found('кед')).toEqual(['Кедровская СОШ'])
  expect(found('гимн 1')).toEqual(['Гимназия № 1'])
  expect(found('сош кедр')).toEqual(['Кедровская СОШ'])
  expect(found('ровская')).toEqual([])
})
