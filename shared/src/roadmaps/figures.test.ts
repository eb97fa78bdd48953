import { describe, expect, it } from 'vitest'
import { directionCoverage, effectiveNumber } from './coverage.ts'
import type { Counted } from './figures.ts'
import { dueOccurrences, overdueDays, ratio, roadmapFigures } from './figures.ts'

const row = (id: string, values: Partial<Counted>): Counted => ({
  id,
  status: 'planned',
  directions: [],
  evidence: [],
  periodText: '',
  dateFrom: null,
  dateTo: null,
  originalDateTo: null,
  postponedTo: null,
  doneOn: null,
  planCount: null,
  factCount: null,
  ...values,
})

const done = { status: 'done', evidence: ['протокол'] } as const
const figuresOf = (rows: Counted[], on = '2026-11-22') => roadmapFigures(rows, { on, confirmed: new Set() })

describe('figures of a plan', () => {
  it('have no share while nothing is due', () => {
    const { done: share } = figuresOf([row('a', { dateTo: '2026-12-01' }), row('b', {})])
    expect(share).toEqual({ n: 0, base: 0 })
    expect(ratio(share)).toBeNull()
  })

  it('count a date on its own day as due, but not as late', () => {
    const rows = [row('a', { dateTo: '2026-11-22' })]
    expect(figuresOf(rows)).toMatchObject({ done: { n: 0, base: 1 }, overdue: [] })
    expect(figuresOf(rows, '2026-11-23')).toMatchObject({ overdue: ['a'] })
    expect(rows.map((one) => overdueDays(one, '2026-11-24'))).toEqual([2])
  })

  it('do not count what nothing shows to be done, and say so', () => {
    const figures = figuresOf([row('a', { dateTo: '2026-11-01', status: 'done', doneOn: '2026-11-01' })])
    expect(figures).toMatchObject({ done: { n: 0, base: 1 }, unproven: ['a'], overdue: [] })
  })

  it('leave what was done ahead of its date to the year', () => {
    const figures = figuresOf([row('a', { ...done, dateTo: '2026-12-01', doneOn: '2026-11-01' })])
    expect(figures).toMatchObject({ done: { n: 0, base: 0 }, year: { n: 1, base: 1 } })
  })

  it('honour one postponement in the main share and none in the strict one', () => {
    const once = row('once', {
      status: 'postponed',
      dateTo: '2027-01-15',
      originalDateTo: '2026-11-01',
      postponedTo: '2027-01-15',
    })
    const twice = row('twice', {
      status: 'postponed',
      dateTo: '2027-01-15',
      originalDateTo: '2026-10-01',
      postponedTo: '2026-11-01',
    })
    const figures = figuresOf([once, twice])
    expect(figures.done).toEqual({ n: 0, base: 1 })
    expect(figures.strict).toEqual({ n: 0, base: 2 })
    expect(figures.overdue).toEqual([])
  })

  it('take «ежемесячно» by its occurrences', () => {
    const monthly = (factCount: number) =>
      row('m', {
        periodText: 'ежемесячно',
        dateFrom: '2026-09-01',
        dateTo: '2027-05-31',
        planCount: 9,
        factCount,
        evidence: ['журнал'],
      })
    expect(
      ['2026-08-31', '2026-09-29', '2026-10-01', '2026-11-22', '2027-06-01'].map((on) =>
        dueOccurrences(monthly(0), on),
      ),
    ).toEqual([0, 0, 1, 2, 9])
    expect(figuresOf([monthly(2)])).toMatchObject({
      done: { n: 1, base: 1 },
      overdue: [],
      year: { n: 0, base: 1 },
    })
    expect(figuresOf([monthly(1)])).toMatchObject({ done: { n: 0, base: 1 }, overdue: ['m'] })
    expect(figuresOf([monthly(0)], '2026-09-10')).toMatchObject({ done: { n: 0, base: 0 }, overdue: [] })
  })
})

describe('variety', () => {
  it('is as many kinds as there are when all are equal (DOMAIN §3.5)', () => {
    expect(effectiveNumber([3, 3, 3, 3])).toBeCloseTo(4)
    expect(effectiveNumber([6, 3, 2, 1])?.toFixed(2)).toBe('3.32')
    expect(effectiveNumber([])).toBeNull()
  })

  it('counts a row in each of its directions', () => {
    const rows = [row('a', { ...done, directions: ['N1', 'N3'] }), row('b', { directions: ['N3', 'N9'] })]
    expect(directionCoverage(rows)).toMatchObject({
      planned: { N1: 1, N3: 2, N9: 1 },
      done: { N1: 1, N3: 1 },
      covered: { n: 2, base: 3 },
    })
  })
})
