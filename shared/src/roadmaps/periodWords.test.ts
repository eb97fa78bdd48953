import { parsePeriod } from './parse.ts'
import { describe, expect, it } from 'vitest'
import { dayWords, periodDays, periodTyped } from './periodWords.ts'

const ru = { locale: 'ru', schoolYear: 2026 } as const
const period = (dateFrom: string | null, dateTo: string | null, periodText = '') => ({
  dateFrom,
  dateTo,
  periodText,
})

describe('days of a period', () => {
  it('are short within the school year', () => {
    expect(periodDays(period(null, '2026-09-17'), ru)).toBe('17.09')
    expect(periodDays(period('2026-10-05', '2026-11-30'), ru)).toBe('05.10–30.11')
    expect(periodDays(period('2026-10-29', '2026-10-30'), ru)).toBe('29–30.10')
    expect(periodDays(period('2026-12-20', '2027-01-15'), ru)).toBe('20.12–15.01')
    expect(periodDays(period(null, null, 'по согласованию'), ru)).toBe('')
    expect(dayWords('2026-09-17', { ...ru, locale: 'en' })).toBe('17/09')
  })

  it('say the year outside of it and on paper', () => {
    expect(periodDays(period(null, '2028-01-15'), ru)).toBe('15.01.2028')
    expect(periodDays(period('2026-10-05', '2026-11-30'), { ...ru, schoolYear: null })).toBe(
      '05.10–30.11.2026',
    )
    expect(periodDays(period('2026-12-20', '2027-01-15'), { ...ru, schoolYear: null })).toBe(
      '20.12.2026–15.01.2027',
    )
  })

  it('read back as what they were', () => {
    for (const given of [
      period(null, '2026-09-17'),
      period('2026-10-05', '2026-11-30'),
      period('2026-10-29', '2026-10-30'),
      period('2026-12-20', '2027-01-15'),
      period(null, '2028-01-15'),
      period('2026-11-05', '2026-12-28', 'II четверть'),
    ])
      expect(parsePeriod(periodTyped(given, ru), 2026)).toEqual(given)
  })
})
