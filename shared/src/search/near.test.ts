import { expect, test } from 'vitest'
import { foldedWords } from './fold.ts'
import { fitOf } from './near.ts'

const fit = (asked: string, name: string) => fitOf(foldedWords(asked), foldedWords(name))

test.each([
  ['саколовская', 'Соколовская Дарья Игоревна'],
  ['Соколвоская', 'Соколовская Дарья Игоревна'],
  ['соколовской', 'Соколовская Дарья Игоревна'],
  ['дарья соколовск', 'Соколовская Дарья Игоревна'],
  ['семенов', 'Семёнов Пётр'],
  ['гимназию 1', 'Гимназия № 1'],
])('«%s» finds %s', (asked, name) => expect(fit(asked, name)).toBeGreaterThan(0))

test.each([
  ['ива', 'Ира'],
  ['гимназия 2', 'Гимназия № 1'],
  ['соколовская пётр', 'Соколовская Дарья Игоревна'],
  ['', 'Соколовская'],
])('«%s» does not find %s', (asked, name) => expect(fit(asked, name)).toBe(0))

test('the word itself comes before what only resembles it', () => {
  expect(fit('орлова', 'Орлова')).toBeGreaterThan(fit('орлова', 'Орлов'))
})
