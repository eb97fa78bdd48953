import type { Action } from 'shared/roadmaps/action'
import { isOverdue, roadmapFigures, type RoadmapFigures } from 'shared/roadmaps/figures'
import { directions, stages, type Direction, type Stage } from 'shared/roadmaps/words'
import type { Names } from 'shared/roadmaps/names'

export type Filter = { direction: Direction | null; school: string | null; overdue: boolean }
export const noFilter: Filter = { direction: null, school: null, overdue: false }
export const isFiltering = (filter: Filter): boolean =>
  filter.direction !== null || filter.school !== null || filter.overdue

/** The filter lives in the address, so a link shows the same rows. */
export const readFilter = (search: Pick<URLSearchParams, 'get' | 'has'>): Filter => ({
  direction: directions.find((code) => code === search.get('direction')) ?? null,
  school: search.get('school'),
  overdue: search.has('overdue'),
})

export const writeFilter = (filter: Filter, address: string): URL => {
  const next = new URL(address)
  const set = (name: string, value: string | null) =>
    value === null ? next.searchParams.delete(name) : next.searchParams.set(name, value)
  set('direction', filter.direction)
  set('school', filter.school)
  set('overdue', filter.overdue ? '1' : null)
  return next
}

/** A row with its number in the whole plan, which a filter does not change. */
export type Numbered = { action: Action; number: number }
export type Group = { stage: Stage; rows: Numbered[]; figures: RoadmapFigures; total: number }
export type Facts = { on: string; confirmed: ReadonlySet<string> }

/** A row that did not change stays the same object, so that the screen redraws only the others. */
const known = new WeakMap<Action, Numbered>()
const numbered = (action: Action, number: number): Numbered => {
  const before = known.get(action)
  if (before?.number === number) return before
  const row = { action, number }
  known.set(action, row)
  return row
}

const passes = (action: Action, filter: Filter, names: Names, on: string): boolean =>
  (filter.direction === null || action.directions.includes(filter.direction)) &&
  (filter.school === null || names.schoolsOf(action).has(filter.school)) &&
  (!filter.overdue || isOverdue(action, on))

/** The plan by stages, numbered through, with what the filter leaves of it. */
export const arrange = (
  actions: readonly Action[],
  { filter, names, facts }: { filter: Filter; names: Names; facts: Facts },
): Group[] => {
  const plan = actions.map((action, index) => numbered(action, index + 1))
  return stages.map((stage) => {
    const all = plan.filter(({ action }) => action.stage === stage)
    return {
      stage,
      rows: all.filter(({ action }) => passes(action, filter, names, facts.on)),
      figures: roadmapFigures(
        all.map(({ action }) => action),
        facts,
      ),
      total: all.length,
    }
  })
}
