import { expect, test } from 'vitest'
import { parseQuery } from './query.ts'

const words = (typed: string) => parseQuery(typed).wanted.map((term) => term.words.join(' '))

test('words are taken apart, in lower case, with е for ё', () => {
  expect(words('Ёлка,  и/или 8-9 класс.')).toEqual(['елка', 'и или', '8 9', 'класс'])
})

test('quotes of any kind make a phrase', () => {
  for (const typed of ['«теорема Виета»', '"теорема Виета"', '“теорема Виета”'])
    expect(parseQuery(typed).wanted).toEqual([{ words: ['теорема', 'виета'], phrase: true }])
})

test('a minus before a word leaves it out; between words it is a dash', () => {
  const query = parseQuery('урок -контрольная тема - дроби')
  expect(query.unwanted).toEqual([{ words: ['контрольная'], phrase: false }])
  expect(query.wanted.map((term) => term.words[0])).toEqual(['урок', 'тема', 'дроби'])
})

test('only a word that is being typed may grow', () => {
  expect(parseQuery('план уро', { typing: true }).open).toBe('уро')
  expect(parseQuery('план уро').open).toBeNull()
  expect(parseQuery('план уро ', { typing: true }).open).toBeNull()
  expect(parseQuery('план -уро', { typing: true }).open).toBeNull()
})

test('nothing that is typed is an error, and there is an end to it', () => {
  for (const typed of ['', '"', "'; drop table --", '%_\\', '!&|():*<->', '\0\ud800', '«'])
    expect(parseQuery(typed, { typing: true }).unwanted).toEqual([])
  const many = parseQuery('слово '.repeat(2_000))
  expect(many.wanted.length).toBeLessThanOrEqual(12)
  expect(parseQuery('ж'.repeat(10_000)).wanted[0]?.words[0]?.length).toBe(64)
})
