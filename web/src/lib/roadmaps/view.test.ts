import type { Action } from 'shared/roadmaps/action'
import { expect, it } from 'vitest'
import { createNames } from 'shared/roadmaps/names'
import { arrange, isFiltering, noFilter, readFilter, writeFilter } from './view.ts'

const school = (id: string, position: number) => ({
  id,
  code: id,
  shortName: `Школа ${id}`,
  fullName: id,
  kind: 'school' as const,
  locality: '',
  colour: 1,
  position,
})
const people = [{ id: 'p', shortName: 'Мухина\u00a0Г.\u00a0С.', schoolId: 'k', isMember: true }]
const names = createNames({ people, schools: [school('g', 1), school('k', 2)], documents: [] }, (key) => key)

const action = (id: string, values: Partial<Action>): Action => ({
  ...{ id, order: 'a0', stage: 'acquaintance', status: 'planned', level: null, format: null },
  ...{ directions: [], planCount: null, factCount: null, need: null, goal: null, event: null },
  ...{ title: '', result: '', indicator: '', periodText: '', cancelReason: '' },
  ...{ responsible: [], partners: [], evidence: [] },
  ...{ dateFrom: null, dateTo: null, originalDateTo: null, postponedTo: null, doneOn: null },
  ...values,
})
const plan = [
  action('a', { directions: ['N1'], dateTo: '2026-10-01', partners: [{ id: 'g', label: null }] }),
  action('b', { directions: ['N4'], dateTo: '2026-12-01', responsible: [{ id: 'p', label: null }] }),
  action('c', { stage: 'reflection', partners: [{ id: 'x', label: 'обе школы' }] }),
]
const facts = { on: '2026-11-22', confirmed: new Set<string>() }
const shown = (filter: Partial<typeof noFilter>) =>
  arrange(plan, { filter: { ...noFilter, ...filter }, names, facts }).flatMap(({ rows }) =>
    rows.map(({ number }) => number),
  )

it('filters rows and keeps their numbers in the whole plan', () => {
  expect(shown({})).toEqual([1, 2, 3])
  expect(shown({ direction: 'N4' })).toEqual([2])
  expect(shown({ school: 'g' })).toEqual([1])
  expect(shown({ school: 'k' })).toEqual([2])
  expect(shown({ overdue: true })).toEqual([1])
  expect(shown({ school: 'k', overdue: true })).toEqual([])
})

it('gives the same row again while it did not change', () => {
  const rows = () => arrange(plan, { filter: noFilter, names, facts }).flatMap(({ rows }) => rows)
  const [first, again] = [rows(), rows()]
  expect(again.every((row, index) => row === first[index])).toBe(true)
})

it('keeps the filter in the address and leaves the rest of it alone', () => {
  const address = new URL('https://krug.test/documents/1?view=table')
  const filter = { direction: 'N3' as const, school: 'k', overdue: true }
  const there = writeFilter(filter, address.href)
  expect(readFilter(there.searchParams)).toEqual(filter)
  expect(there.searchParams.get('view')).toBe('table')
  expect(writeFilter(noFilter, there.href).href).toBe(address.href)
  expect(isFiltering(readFilter(new URLSearchParams('direction=N77')))).toBe(false)
})
