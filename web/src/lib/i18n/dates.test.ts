import { english } from 'shared/i18n/english'
import { russian } from 'shared/i18n/russian'
import { createTranslate } from 'shared/i18n/translate'
import { expect, it } from 'vitest'
import { createDates } from './dates.ts'

const now = () => new Date('2026-11-23T02:00:00Z')
const inRussian = createDates('ru', 'Asia/Yekaterinburg', createTranslate('ru', russian), now)
const inEnglish = createDates('en', 'Asia/Yekaterinburg', createTranslate('en', english), now)
const plain = (words: string) => words.replaceAll('\u00a0', ' ')

it('names the year where it is another one, and always on what is printed or sent on', () => {
  const said = [inRussian, inEnglish].flatMap(({ day, stamp }) => [
    day(now()),
    day('2025-11-20'),
    stamp(now()),
  ])
  expect(said.map(plain)).toEqual([
    '23 ноября',
    '20 ноября 2025',
    '23 ноября 2026, 07:00',
    'November 23',
    'November 20, 2025',
    'November 23, 2026, 07:00',
  ])
})

it('says the day in the time zone of the network, by its distance from today', () => {
  const moments = [
    '2026-11-22T19:30:00Z',
    '2026-11-22T18:30:00Z',
    '2026-11-20T10:00:00Z',
    '2026-11-10T10:00:00Z',
  ]
  expect(moments.map((at) => plain(inRussian.moment(at)))).toEqual([
    'сегодня в 00:30',
    'вчера в 23:30',
    'в пятницу в 15:00',
    '10 ноября',
  ])
})
