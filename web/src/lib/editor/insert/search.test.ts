import { expect, it } from 'vitest'
import { find } from './search.ts'

const all = [
  { label: 'Заголовок 1', also: 'heading title h1' },
  { label: 'Таблица', also: 'table grid сетка' },
  { label: 'Вложенный файл', also: 'file attachment' },
  { label: 'Ёлка', also: '' },
]
const found = (query: string) => find(all, query).map(({ label }) => label)

it('finds by the label, by other words and in the other language, whatever the case', () => {
  expect(found('ТАБ')).toEqual(['Таблица'])
  expect(found('grid')).toEqual(['Таблица'])
  expect(found('h1')).toEqual(['Заголовок 1'])
  expect(found('елк')).toEqual(['Ёлка'])
  expect(found('файл')).toEqual(['Вложенный файл'])
  expect(found('нетакого')).toEqual([])
})

it('shows all while nothing is asked, and what begins so before what only holds it', () => {
  expect(found('')).toHaveLength(4)
  expect(find([{ label: 'Подзаголовок' }, { label: 'Заголовок' }], 'заг')[0]?.label).toBe('Заголовок')
})
