import { describe, expect, it } from 'vitest'
import { parsePeriod } from './parse.ts'

const days = (dateFrom: string | null, dateTo: string | null, periodText = '') => ({
  dateFrom,
  dateTo,
  periodText,
})

describe('a period as people type it', () => {
  it.each([
    ['17.09', days(null, '2026-09-17')],
    ['17.9.', days(null, '2026-09-17')],
    ['12.02', days(null, '2027-02-12')],
    ['17.09.2025', days(null, '2025-09-17')],
    ['17/09/26', days(null, '2026-09-17')],
    ['2026-09-17', days(null, '2026-09-17')],
    ['17 сентября', days(null, '2026-09-17')],
    ['5 Мая 2027 г.', days(null, '2027-05-05')],
    ['Sep 17, 2026', days(null, '2026-09-17')],
    ['до 15 декабря', days(null, '2026-12-15')],
    ['не позднее 15.12', days(null, '2026-12-15')],
  ])('%s is a day', (typed, period) => {
    expect(parsePeriod(typed, 2026)).toEqual(period)
  })

  it.each([
    ['05.10–30.11', days('2026-10-05', '2026-11-30')],
    ['05.10 - 30.11.2026', days('2026-10-05', '2026-11-30')],
    ['20.12–15.01', days('2026-12-20', '2027-01-15')],
    ['20.12.2027—15.01.2028', days('2027-12-20', '2028-01-15')],
    ['29–30.10', days('2026-10-29', '2026-10-30')],
    ['с 5 по 30 октября', days('2026-10-05', '2026-10-30')],
    ['с 5 октября по 30 ноября 2026 года', days('2026-10-05', '2026-11-30')],
  ])('%s is a range of days', (typed, period) => {
    expect(parsePeriod(typed, 2026)).toEqual(period)
  })

  it.each([
    ['сентябрь 2026', '2026-09-01', '2026-09-30'],
    ['в феврале', '2027-02-01', '2027-02-28'],
    ['сентябрь – ноябрь', '2026-09-01', '2026-11-30'],
    ['II четверть', '2026-11-05', '2026-12-28'],
    ['2 четверть', '2026-11-05', '2026-12-28'],
    ['3-я четверть', '2027-01-09', '2027-03-20'],
    ['третья четверть', '2027-01-09', '2027-03-20'],
    ['I полугодие', '2026-09-01', '2026-12-28'],
    ['второе полугодие', '2027-01-09', '2027-05-26'],
    ['2 триместр', '2026-12-01', '2027-02-28'],
    ['в течение учебного года', '2026-09-01', '2027-08-31'],
    ['ежемесячно', '2026-09-01', '2027-08-31'],
    ['October 2026', '2026-10-01', '2026-10-31'],
    ['second quarter', '2026-11-05', '2026-12-28'],
  ])('%s keeps its words beside the days', (typed, from, to) => {
    expect(parsePeriod(typed, 2026)).toEqual(days(from, to, typed))
  })

  it('ends February on its last day in a leap year', () => {
    expect(parsePeriod('II триместр', 2027)).toMatchObject({ dateTo: '2028-02-29' })
  })

  it.each(['после каникул', 'по согласованию', '10', '1,5 часа', 'I–II четверть'])(
    '%s stays as words without days',
    (typed) => {
      expect(parsePeriod(`  ${typed} `, 2026)).toEqual(days(null, null, typed))
    },
  )

  it('clears with nothing', () => {
    expect(parsePeriod('  ', 2026)).toEqual(days(null, null))
  })

  it('refuses days that do not exist and ranges that run backwards', () => {
    expect(parsePeriod('31.02', 2026)).toBe('noSuchDay')
    expect(parsePeriod('31 ноября', 2026)).toBe('noSuchDay')
    expect(parsePeriod('31.02–05.03', 2026)).toBe('noSuchDay')
    expect(parsePeriod('30.11.2026–05.10.2026', 2026)).toBe('endsBeforeStart')
  })
})
