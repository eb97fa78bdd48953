import { describe, expect, it } from 'vitest'
import { demoCalendar, FIXED_TODAY } from './calendar.ts'

describe('the demo calendar', () => {
  it('leaves the fixed year alone on its own day', () => {
    const calendar = demoCalendar(FIXED_TODAY)
    expect(calendar.day('2026-09-17')).toBe('2026-09-17')
    expect(calendar.moment('2026-11-22', '11:05').toISOString()).toBe('2026-11-22T06:05:00.000Z')
  })

  it('moves by whole weeks and never into the future', () => {
    expect(demoCalendar('2026-11-28').day(FIXED_TODAY)).toBe('2026-11-22')
    expect(demoCalendar('2026-11-29').day(FIXED_TODAY)).toBe('2026-11-29')
    expect(demoCalendar('2027-03-03').day(FIXED_TODAY)).toBe('2027-02-28')
    expect(demoCalendar('2026-11-21').day(FIXED_TODAY)).toBe('2026-11-15')
  })
})
