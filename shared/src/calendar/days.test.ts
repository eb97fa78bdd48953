import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, doMeet, isWithin, mondayOf, municipalDay, weeksIn } from './days.ts'

describe('municipal days', () => {
  it('turn at midnight of the municipality, not of the server', () => {
    expect(municipalDay(new Date('2026-11-22T18:59:59Z'), 'Asia/Yekaterinburg')).toBe('2026-11-22')
    expect(municipalDay(new Date('2026-11-22T19:00:00Z'), 'Asia/Yekaterinburg')).toBe('2026-11-23')
    expect(municipalDay(new Date('2026-11-22T20:59:59Z'), 'Europe/Moscow')).toBe('2026-11-22')
    expect(municipalDay(new Date('2026-01-01T04:00:00Z'), 'America/New_York')).toBe('2025-12-31')
  })

  it('are added across months, leap days and years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
    expect(daysBetween('2026-09-30', '2026-11-22')).toBe(53)
  })

  it('belong to weeks that begin on Monday', () => {
    expect(mondayOf('2026-11-22')).toBe('2026-11-16')
    expect(mondayOf('2026-11-16')).toBe('2026-11-16')
    expect(mondayOf('2026-11-23')).toBe('2026-11-23')
    expect(mondayOf('1969-12-31')).toBe('1969-12-29')
    expect(weeksIn({ from: '2026-11-01', to: '2026-11-16' })).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
    ])
  })

  it('make closed intervals', () => {
    const week = { from: '2026-11-16', to: '2026-11-22' }
    expect(
      ['2026-11-15', '2026-11-16', '2026-11-22', '2026-11-23'].map((day) => isWithin(day, week)),
    ).toEqual([false, true, true, false])
    expect(doMeet(week, { from: '2026-11-22', to: '2026-12-01' })).toBe(true)
    expect(doMeet(week, { from: '2026-11-23', to: '2026-12-01' })).toBe(false)
  })
})
