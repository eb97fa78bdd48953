import { describe, expect, it } from 'vitest'
import { holidaysOf, schoolYearOf, termAt, termsOf, usualHolidays } from './schoolYear.ts'

describe('the school year', () => {
  it('begins on 1 September', () => {
    expect(['2026-08-31', '2026-09-01', '2027-01-01', '2027-08-31'].map(schoolYearOf)).toEqual([
      2025, 2026, 2026, 2026,
    ])
  })

  it('has usual holidays of whole weeks where the municipality entered none', () => {
    expect(usualHolidays(2026)).toEqual([
      { from: '2026-10-26', to: '2026-11-01' },
      { from: '2026-12-31', to: '2027-01-10' },
      { from: '2027-03-29', to: '2027-04-04' },
      { from: '2027-05-27', to: '2027-08-31' },
    ])
    expect(holidaysOf(2026, [])).toEqual(usualHolidays(2026))
  })

  it('has four quarters between the holidays', () => {
    expect(termsOf(2026, [])).toEqual([
      { number: 1, from: '2026-09-01', to: '2026-10-25' },
      { number: 2, from: '2026-11-02', to: '2026-12-30' },
      { number: 3, from: '2027-01-11', to: '2027-03-28' },
      { number: 4, from: '2027-04-05', to: '2027-05-26' },
    ])
  })

  it("follows the municipality's own holidays, and the usual ones where it has entered only some", () => {
    const entered = [{ from: '2026-10-24', to: '2026-11-08' }]
    expect(holidaysOf(2026, entered)).toEqual(entered)
    expect(holidaysOf(2025, entered)).toEqual(usualHolidays(2025))
    expect(termsOf(2026, entered).slice(0, 2)).toEqual([
      { number: 1, from: '2026-09-01', to: '2026-10-23' },
      { number: 2, from: '2026-11-09', to: '2026-12-30' },
    ])
  })

  it('names the term of a day; in holidays the one just ended', () => {
    expect(termAt('2026-11-22', [])).toMatchObject({ number: 2, year: 2026 })
    expect(termAt('2026-10-28', [])).toMatchObject({ number: 1, year: 2026 })
    expect(termAt('2027-01-03', [])).toMatchObject({ number: 2, year: 2026 })
    expect(termAt('2027-07-15', [])).toMatchObject({ number: 4, year: 2026, to: '2027-05-26' })
    expect(termAt('2026-08-31', [])).toMatchObject({ number: 4, year: 2025 })
  })
})
