import { must } from 'shared/must'
import { addAction } from 'shared/roadmaps/change'
import { directionCoverage } from 'shared/roadmaps/coverage'
import { ratio, roadmapFigures } from 'shared/roadmaps/figures'
import { readRoadmap } from 'shared/roadmaps/read'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { DEMO_DAY, demoConfirmed, demoDrafts } from './roadmap.ts'

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const numberOf = (id: string) => Number(id.slice(-12))

const demoPlan = (shiftDays = 0) => {
  const doc = new Y.Doc()
  const ids = { personId: (n: number) => idOf(100 + n), schoolId: (code: string) => code, shiftDays }
  for (const { number, draft } of demoDrafts(ids)) addAction(doc, draft, { id: idOf(number) })
  return readRoadmap(doc)
}

const percent = (share: { n: number; base: number }) => Math.round((ratio(share) ?? Number.NaN) * 1000) / 10
const confirmed = new Set(demoConfirmed.map(idOf))

describe('the demo plan on 22.11.2026', () => {
  const { actions, malformed } = demoPlan()

  it('has its 26 rows in their order', () => {
    expect(malformed).toEqual([])
    expect(actions.map(({ id }) => numberOf(id))).toEqual(Array.from({ length: 26 }, (_, index) => index + 1))
  })

  it('names everybody: people of its community by who they are, others in words', () => {
    const { responsible } = must(actions.at(1), 'the second row')
    expect(responsible).toEqual([{ id: 'demo-2-1', label: 'Лапина\u00a0О.\u00a0В.' }])
    expect(actions.at(0)?.responsible).toEqual([{ id: idOf(110), label: null }])
  })

  it('is done by 83.3 % (DOMAIN §5.7, criterion 6)', () => {
    const figures = roadmapFigures(actions, { on: DEMO_DAY, confirmed })
    expect(figures).toMatchObject({ due: 13, cancelled: 1, unconfirmed: [], unproven: [] })
    expect(figures.done).toEqual({ n: 10, base: 12 })
    expect(figures.onTime).toEqual({ n: 8, base: 12 })
    expect(figures.strict).toEqual({ n: 10, base: 13 })
    expect(figures.year).toEqual({ n: 10, base: 25 })
    expect(figures.overdue.map(numberOf)).toEqual([12, 13])
    expect([figures.done, figures.onTime, figures.strict, figures.year].map(percent)).toEqual([
      83.3, 66.7, 76.9, 40,
    ])
  })

  it('counts an unconfirmed cancellation against the plan', () => {
    const figures = roadmapFigures(actions, { on: DEMO_DAY, confirmed: new Set() })
    expect(figures).toMatchObject({ done: { n: 10, base: 13 }, cancelled: 0, unconfirmed: [idOf(19)] })
  })

  it('covers 5 of 9 directions (criterion 5)', () => {
    const { planned, done, covered, effective } = directionCoverage(actions)
    expect(done).toEqual({ N1: 1, N2: 1, N3: 3, N4: 4, N6: 1 })
    expect(planned).toEqual({ N1: 2, N2: 3, N3: 6, N4: 6, N5: 2, N6: 3, N7: 1, N8: 2, N9: 1 })
    expect(covered).toEqual({ n: 5, base: 9 })
    expect(effective?.toFixed(2)).toBe('4.13')
  })

  it('gives the same figures when all of it is shifted by whole weeks', () => {
    const later = demoPlan(70).actions
    const facts = { on: '2027-01-31', confirmed }
    expect(roadmapFigures(later, facts)).toEqual(roadmapFigures(actions, { on: DEMO_DAY, confirmed }))
  })
})
