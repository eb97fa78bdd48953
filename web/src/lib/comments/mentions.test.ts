import { expect, it } from 'vitest'
import { insertMention, matching, mentionedIn, partsOf, soughtAt } from './mentions.ts'

const person = (shortName: string) => ({ id: shortName, shortName, initials: '', school: null })
const people = [person('Соколовская Д. И.'), person('Соколов П. П.'), person('Лапина О. В.')]

it('looks for a name only behind an @ that begins a word', () => {
  expect(soughtAt('Взгляните, @Сок', 15)).toBe('Сок')
  expect(soughtAt('@', 1)).toBe('')
  expect(soughtAt('lapina@school', 13)).toBeNull()
  expect(soughtAt('@Лапина О. В. и', 15)).toBeNull()
  expect(matching(people, 'сок', 5).map(({ id }) => id)).toEqual(['Соколовская Д. И.', 'Соколов П. П.'])
})

it('puts the whole name in place of what was typed and goes on behind it', () => {
  const put = insertMention('Пусть @Лап посмотрит', 10, people[2] as (typeof people)[0])
  expect(put).toEqual({ text: 'Пусть @Лапина О. В. посмотрит', caret: 20 })
})

it('knows who is named, also where one name begins another', () => {
  const text = '@Соколовская Д. И., а не @Лапина О. В.'
  expect(mentionedIn(text, people)).toEqual(['Соколовская Д. И.', 'Лапина О. В.'])
  expect(partsOf(text, people).filter(({ isName }) => isName)).toHaveLength(2)
  expect(
    partsOf(text, people)
      .map(({ words }) => words)
      .join(''),
  ).toBe(text)
  expect(partsOf('<b>@никто</b>', [])).toEqual([{ words: '<b>@никто</b>', isName: false }])
})
