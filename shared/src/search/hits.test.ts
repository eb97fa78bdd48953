import { expect, test } from 'vitest'
import { cutAround, piecesOf, readHits } from './hits.ts'

test('marks become places in the text without them', () => {
  expect(readHits('план \ue000уроков\ue001 и \ue000урок\ue001')).toEqual([
    [5, 11],
    [14, 18],
  ])
  expect(readHits('ничего')).toEqual([])
})

test('an excerpt stands around the first hit, and its places move with it', () => {
  const text = `${'слово '.repeat(50)}ёлка ${'дальше '.repeat(50)}`
  const cut = cutAround(text, [[300, 304]])
  expect(cut.text.startsWith('…слово')).toBe(true)
  expect(cut.text.endsWith('…')).toBe(true)
  expect(cut.text.length).toBeLessThan(210)
  expect(cut.hits.map(([from, to]) => cut.text.slice(from, to))).toEqual(['ёлка'])
})

test('a short text is whole', () => {
  expect(cutAround('Ёлка у школы', [[0, 4]])).toEqual({ text: 'Ёлка у школы', hits: [[0, 4]] })
})

test('pieces give the text back whatever the places are', () => {
  const excerpt = {
    text: 'Ёлка у школы',
    hits: [[0, 4] as [number, number], [2, 6] as [number, number], [7, 99] as [number, number]],
  }
  expect(piecesOf(excerpt)).toEqual([
    { text: 'Ёлка', hit: true },
    { text: ' у школы', hit: false },
  ])
})
