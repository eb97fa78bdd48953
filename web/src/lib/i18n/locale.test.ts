import { expect, it } from 'vitest'
import { chooseLocale } from './locale.ts'

const nobody = { person: null, cookie: undefined, header: null }

it('takes the person, then the cookie, then the browser, then Russian', () => {
  const all = { person: 'en', cookie: 'ru', header: 'ru' } as const
  expect(chooseLocale(all)).toBe('en')
  expect(chooseLocale({ ...all, person: null, header: 'en' })).toBe('ru')
  expect(chooseLocale({ ...nobody, header: 'de-DE,en-GB;q=0.8,ru;q=0.5' })).toBe('en')
  expect(chooseLocale({ ...nobody, header: 'en;q=0.3,ru-RU;q=0.9' })).toBe('ru')
  expect(chooseLocale({ ...nobody, cookie: 'tt' })).toBe('ru')
})
