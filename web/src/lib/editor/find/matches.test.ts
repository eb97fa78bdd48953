import { expect, it } from 'vitest'
import { matchesIn } from './matches.ts'

const found = (text: string, words: string, wish = {}) =>
  matchesIn(text, { words, exactCase: false, wholeWords: false, ...wish }).map(({ from, to }) =>
    text.slice(from, to),
  )

it('finds whatever the case, and е for ё', () => {
  expect(found('Ёлка, елка и ёлки', 'елк')).toEqual(['Ёлк', 'елк', 'ёлк'])
  expect(found('Урок урок', 'Урок', { exactCase: true })).toEqual(['Урок'])
})

it('finds whole words when they are asked for', () => {
  expect(found('урок уроки, урок', 'урок', { wholeWords: true })).toEqual(['урок', 'урок'])
})

it('takes signs for themselves, never overlaps, and finds nothing for nothing', () => {
  expect(found('a.b a*b', '.')).toEqual(['.'])
  expect(found('аааа', 'аа')).toEqual(['аа', 'аа'])
  expect(found('текст', '')).toEqual([])
})
