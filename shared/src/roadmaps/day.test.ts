import { describe, expect, it } from 'vitest'
import { addDays, dayOf, daysBetween, isDay, lastDayOfMonth, schoolYearOf } from './day.ts'

describe('days', () => {
  it('are written as ISO and exist in the calendar', () => {
    expect(isDay('2026-09-17')).toBe(true)
    expect(isDay('2028-02-29')).toBe(true)
    for (const wrong of [
      '2026-02-29',
      '2026-13-01',
      '2026-9-17',
      '0000-01-01',
      '17.09.2026',
      '2026-09-17T10:00',
      20260917,
      null,
    ])
      expect(isDay(wrong)).toBe(false)
    expect(dayOf(2026, 2, 30)).toBeNull()
  })

  it('are counted across months and leap days', () => {
    expect(addDays('2026-12-30', 3)).toBe('2027-01-02')
    expect(daysBetween('2026-09-30', '2026-11-22')).toBe(53)
    expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1)
    expect(lastDayOfMonth(2028, 2)).toBe('2028-02-29')
  })

  it('belong to the school year that begins on 1 September', () => {
    expect(schoolYearOf('2026-08-31')).toBe(2025)
    expect(schoolYearOf('2026-09-01')).toBe(2026)
    expect(schoolYearOf('2027-01-15')).toBe(2026)
  })
})
