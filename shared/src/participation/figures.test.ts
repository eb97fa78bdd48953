import { describe, expect, it } from 'vitest'
import { mondayOf } from '../calendar/days.ts'
import { activeFigures, activeSchools, percentOf } from './active.ts'
import { capSessions, type CountedSession, creditActs } from './acts.ts'
import { continuityFigures, isHolidayWeek } from './continuity.ts'
import { buildMatrix, hideSmallSchools } from './matrix.ts'
import { activeOf, countModes, participationOf } from './modes.ts'
import { documentWeeks, sourceWeeks, togetherFigures } from './together.ts'
import { windowAt } from './window.ts'

let seq = 0
const session = (wish: Partial<CountedSession> & { at?: string; minutes?: number } = {}): CountedSession => {
  const startedAt = new Date(`${wish.day ?? '2026-11-17'}T${wish.at ?? '10:00'}:00Z`)
  const day = wish.day ?? '2026-11-17'
  return {
    documentId: 'd1',
    personId: 'anna',
    schoolId: 'g1',
    firstSeq: (seq += 1),
    startedAt,
    endedAt: new Date(startedAt.getTime() + (wish.minutes ?? 10) * 60_000),
    week: mondayOf(day),
    ...wish,
    day,
  }
}
const everyone = new Set(['anna', 'boris', 'vera', 'galina'])

describe('windows', () => {
  it('are four whole weeks up to the one that runs', () => {
    const expected = {
      from: '2026-10-26',
      to: '2026-11-22',
      previous: { from: '2026-09-28', to: '2026-10-25' },
    }
    for (const day of ['2026-11-16', '2026-11-19', '2026-11-22'])
      expect(windowAt('28d', day, [])).toMatchObject(expected)
    expect(windowAt('28d', '2026-11-23', [])).toMatchObject({ from: '2026-11-02', to: '2026-11-29' })
  })

  it('are quarters and school years, compared with the ones before', () => {
    expect(windowAt('term', '2026-11-22', [])).toMatchObject({
      ...{ term: 2, from: '2026-11-02', to: '2026-12-30' },
      previous: { from: '2026-09-01', to: '2026-10-25' },
    })
    expect(windowAt('term', '2026-09-10', [])).toMatchObject({
      ...{ term: 1, year: 2026 },
      previous: { from: '2026-04-06', to: '2026-05-26' },
    })
    expect(windowAt('year', '2026-11-22', [])).toMatchObject({
      ...{ from: '2026-09-01', to: '2027-08-31' },
      previous: { from: '2025-09-01', to: '2026-08-31' },
    })
  })
})

describe('caps', () => {
  it('take the first three sessions of a person in a document and day', () => {
    const times = ['16:00', '08:00', '14:00', '12:00', '10:00']
    const sessions = times.map((at) => session({ at }))
    const other = [session({ at: '20:00', documentId: 'd2' }), session({ at: '20:00', day: '2026-11-18' })]
    const kept = capSessions([...sessions, ...other], everyone)
    expect(kept.map(({ startedAt }) => startedAt.toISOString().slice(11, 16))).toEqual([
      ...['08:00', '10:00', '12:00'],
      ...['20:00', '20:00'],
    ])
  })

  it('credit the first five acts of a person and day', () => {
    const sessions = ['d1', 'd2', 'd3'].flatMap((documentId, n) =>
      [0, 1, 2].map((hour) => session({ documentId, at: `${10 + n + hour * 3}:00` })),
    )
    const acts = creditActs(capSessions([...sessions, session({ personId: 'boris' })], everyone), [])
    expect(acts.filter(({ personId }) => personId === 'anna')).toHaveLength(5)
    expect(acts.filter(({ personId }) => personId === 'boris')).toHaveLength(1)
    expect(Math.max(...acts.map(({ startedAt }) => startedAt.getUTCHours()))).toBe(14)
  })

  it('take talk and writing together, in the order of the day', () => {
    const sessions = [session({ at: '08:00' }), session({ at: '12:00', documentId: 'd2' })]
    const said = ['07:00', '09:00', '10:00', '11:00', '13:00'].map((at) => session({ at, documentId: 'd3' }))
    const acts = creditActs(capSessions(sessions, everyone), said)
    expect(acts.map(({ documentId }) => documentId)).toEqual(['d3', 'd1', 'd3', 'd3', 'd3'])
  })

  it('leave out who is no member', () => {
    expect(capSessions([session({ personId: 'guest' })], everyone)).toEqual([])
  })
})

describe('modes', () => {
  const acts = [
    ...[session(), session({ day: '2026-11-18' })],
    ...[session({ personId: 'boris', at: '08:00' }), session({ personId: 'boris', at: '20:00' })],
  ]
  const participation = participationOf(everyone, acts, new Set(['vera', 'boris']))

  it('tell active by two different days, not by two acts', () => {
    expect(Object.fromEntries(participation)).toEqual({
      anna: { mode: 'active', days: 2, acts: 2 },
      boris: { mode: 'occasional', days: 1, acts: 2 },
      vera: { mode: 'observer', days: 0, acts: 0 },
      galina: { mode: 'silent', days: 0, acts: 0 },
    })
    expect(countModes(participation)).toEqual({ active: 1, occasional: 1, observer: 1, silent: 1 })
  })

  it('count the schools for which active people acted', () => {
    const away = [...acts, session({ day: '2026-11-19', schoolId: 'zm' })]
    expect(activeSchools(away, activeOf(participation))).toEqual(new Set(['g1', 'zm']))
    expect(activeSchools([session({ personId: 'boris' })], activeOf(participation))).toEqual(new Set())
  })
})

describe('active participants', () => {
  const people = (from: number, to: number) =>
    new Set(Array.from({ length: to - from }, (_, index) => `p${from + index}`))

  it('give the figures of DOMAIN §3.2', () => {
    // 8 before, 6 of them stay, 5 come: 11 of 24
    expect(activeFigures(people(2, 13), 24, people(0, 8))).toEqual({
      ...{ active: 11, members: 24, reachPercent: 45.8, previous: 8, net: 3 },
      growthPercent: null,
      returned: { n: 6, base: 8 },
    })
    expect(activeFigures(people(0, 15), 24, people(0, 12)).growthPercent).toBe(25)
  })

  it('have no growth and no return without a window before', () => {
    const none = { previous: null, net: null, growthPercent: null, returned: null }
    expect(activeFigures(people(0, 3), 12, null)).toMatchObject(none)
    expect(activeFigures(people(0, 3), 12, new Set())).toMatchObject({
      ...{ previous: 0, net: 3 },
      ...{ growthPercent: null, returned: null },
    })
  })

  it('are no per cent of fewer than ten', () => {
    expect(percentOf(4, 9)).toBeNull()
    expect(percentOf(4, 10)).toBe(40)
    expect(percentOf(0, 0)).toBeNull()
  })
})

describe('writing together', () => {
  const boris = { personId: 'boris', schoolId: 's3' }

  it('needs two people of different schools in one document and week', () => {
    const crossing = (list: CountedSession[]) => documentWeeks(list).map(({ isCrossSchool }) => isCrossSchool)
    expect(crossing([session(), session(boris)])).toEqual([true])
    expect(crossing([session(), session({ personId: 'boris' })])).toEqual([false])
    expect(crossing([session(), session({ ...boris, documentId: 'd2' })])).toEqual([false, false])
    expect(crossing([session(), session({ ...boris, day: '2026-11-23' })])).toEqual([false, false])
    expect(crossing([session(), session({ ...boris, schoolId: null })])).toEqual([false])
  })

  it('is not one person with two workplaces, but is she and a colleague of either', () => {
    const lb = session({ personId: 'timur', schoolId: 'lb' })
    const zm = session({ personId: 'timur', schoolId: 'zm' })
    const oksana = session({ personId: 'oksana', schoolId: 'zm' })
    const crossing = (list: CountedSession[]) => documentWeeks(list)[0]?.isCrossSchool
    expect(crossing([lb, zm])).toBe(false)
    expect(crossing([zm, oksana])).toBe(false)
    expect(crossing([lb, oksana])).toBe(true)
    expect(crossing([lb, zm, oksana])).toBe(true)
  })

  it('is synchronous from an overlap of two minutes', () => {
    const together = (at: string, minutes: number) =>
      documentWeeks([session({ at: '10:00', minutes: 10 }), session({ ...boris, at, minutes })])[0]
        ?.isSynchronous
    expect(together('10:08', 30)).toBe(true)
    expect(together('10:09', 30)).toBe(false)
    expect(together('10:04', 2)).toBe(true)
    expect(together('10:04', 1)).toBe(false)
    expect(together('09:00', 62)).toBe(true)
    expect(together('11:00', 62)).toBe(false)
    const own = [session({ minutes: 60 }), session({ personId: 'boris', minutes: 60 })]
    expect(documentWeeks(own)[0]?.isSynchronous).toBe(false)
  })

  it('gives breadth as the median number of schools', () => {
    const written = (documentId: string, schools: string[]) =>
      schools.map((schoolId) => session({ documentId, schoolId, personId: `of ${schoolId}` }))
    const list = [...written('d1', ['a', 'b', 'c']), ...written('d2', ['a']), ...written('d3', ['a', 'b'])]
    expect(togetherFigures(documentWeeks(list))).toEqual({
      ...{ coEdited: 2, active: 3, weeks: 2, synchronous: 2 },
      breadth: 2,
    })
    const four = [...list, ...written('d4', ['a', 'b', 'c'])]
    expect(togetherFigures(documentWeeks(four)).breadth).toBe(2.5)
    expect(togetherFigures([])).toMatchObject({ coEdited: 0, breadth: null })
  })
})

describe('the rows behind the figures', () => {
  it('tell talk from writing, and only writing makes a week of several schools', () => {
    const said = [
      session({ personId: 'boris', schoolId: 'zm' }),
      session({ day: '2026-11-10', documentId: 'd2' }),
    ]
    expect(sourceWeeks([session(), session({ at: '12:00' })], said)).toMatchObject([
      { documentId: 'd2', week: '2026-11-09', sessions: 0, comments: 1, people: 1 },
      {
        ...{ documentId: 'd1', week: '2026-11-16', sessions: 2, comments: 1, people: 2 },
        ...{ schoolIds: ['g1', 'zm'], isCrossSchool: false, isSynchronous: false },
      },
    ])
  })
})

describe('continuity', () => {
  const autumn = [{ from: '2026-10-26', to: '2026-11-01' }]
  const weeks = ['2026-09-28', '2026-10-05', '2026-10-12', '2026-10-19', '2026-11-09', '2026-11-16']

  it('gives the figures of DOMAIN §3.7: seven school weeks, six active, holidays break nothing', () => {
    const life = { from: '2026-09-30', to: '2026-11-22' }
    expect(continuityFigures(life, autumn, { weeks: new Set(weeks), newestDay: '2026-11-18' })).toEqual({
      ...{ days: 53, schoolWeeks: 7, activeWeeks: 6 },
      ...{ longestRun: 4, daysSince: 4 },
    })
    const withoutBreak = new Set([...weeks, '2026-11-02'])
    expect(continuityFigures(life, autumn, { weeks: withoutBreak, newestDay: '2026-11-18' }).longestRun).toBe(
      7,
    )
  })

  it('takes a week with three free working days for a holiday week', () => {
    expect(isHolidayWeek('2026-10-26', autumn)).toBe(true)
    expect(isHolidayWeek('2026-12-28', [{ from: '2026-12-31', to: '2027-01-10' }])).toBe(false)
    expect(isHolidayWeek('2026-12-28', [{ from: '2026-12-30', to: '2027-01-10' }])).toBe(true)
  })
})

describe('the matrix', () => {
  const weeks = ['2026-11-09', '2026-11-16']
  const acts = [
    ...[session(), session({ day: '2026-11-10' }), session({ personId: 'boris', schoolId: 's3' })],
    session({ personId: 'vera', schoolId: null }),
  ]

  it('counts acts by school and week in the order of the network, with totals', () => {
    expect(buildMatrix(acts, weeks, ['s3', 'g1', 'ol'])).toEqual({
      rows: [
        { schoolId: 's3', acts: [0, 1] },
        { schoolId: 'g1', acts: [1, 1] },
        { schoolId: 'ol', acts: [0, 0] },
        { schoolId: null, acts: [0, 1] },
      ],
      totals: [1, 3],
    })
  })

  const people: Record<string, string[]> = {
    a: ['1', '2', '3'],
    b: ['4', '5'],
    c: ['6', '7', '8', '9'],
    d: ['10'],
  }
  const shown = (schools: string[]) => {
    const matrix = buildMatrix([], weeks, schools)
    const seen = hideSmallSchools(matrix, (schoolId) => new Set(people[schoolId ?? ''] ?? []))
    return {
      rows: seen.rows.filter((row) => row.acts).map((row) => row.schoolId),
      totals: seen.totals !== null,
    }
  }

  it('hides schools of fewer than three people', () => {
    expect(shown(['a', 'b', 'c', 'd'])).toEqual({ rows: ['a', 'c'], totals: true })
  })

  it('hides one more where the total would give a single small school away', () => {
    expect(shown(['a', 'b', 'c'])).toEqual({ rows: ['c'], totals: true })
    expect(shown(['a', 'c'])).toEqual({ rows: ['a', 'c'], totals: true })
  })

  it('hides the total as well where all are too few', () => {
    expect(shown(['b'])).toEqual({ rows: [], totals: false })
  })
})
