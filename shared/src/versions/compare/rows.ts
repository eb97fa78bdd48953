import type { Action } from '../../roadmaps/action.ts'
import { wordsFor } from '../describe.ts'
import { longestRising } from './sequence.ts'

/** Cells of a plan as its readers see them; each stands for the keys of a row that it shows. */
export const comparedCells = {
  stage: ['stage'],
  directions: ['directions'],
  title: ['title'],
  period: ['dateFrom', 'dateTo', 'periodText'],
  responsible: ['responsible'],
  partners: ['partners'],
  result: ['result'],
  indicator: ['indicator'],
  counts: ['planCount', 'factCount'],
  status: ['status', 'doneOn', 'cancelReason', 'postponedTo', 'originalDateTo'],
  evidence: ['evidence'],
} as const satisfies Record<string, readonly (keyof Action)[]>
export type ComparedCell = keyof typeof comparedCells

/** What became of a row: `was` null when it is new, `is` null when it is gone. Numbers are places in the plan, from 1. */
export type ComparedRow = {
  id: string
  was: { action: Action; number: number } | null
  is: { action: Action; number: number } | null
  /** It stands elsewhere among the rows that both plans hold. */
  moved: boolean
  cells: ComparedCell[]
}

type Numbered = Map<string, { action: Action; number: number }>

const numbered = (actions: readonly Action[]): Numbered =>
  new Map(actions.map((action, index) => [action.id, { action, number: index + 1 }]))

const findCells = (was: Action, is: Action): ComparedCell[] =>
  (Object.keys(comparedCells) as ComparedCell[]).filter((cell) =>
    comparedCells[cell].some((key) => wordsFor(was[key]) !== wordsFor(is[key])),
  )

const findUnmoved = (before: Numbered, after: Numbered): Set<string> => {
  const places = [...after.keys()].flatMap((id) => {
    const was = before.get(id)
    const is = after.get(id)
    return was && is ? [{ id, match: [was.number, is.number] as const }] : []
  })
  const sorted = places.sort((one, other) => one.match[0] - other.match[0])
  const kept = new Set(longestRising(sorted.map(({ match }) => match)).map(([number]) => number))
  return new Set(sorted.filter(({ match }) => kept.has(match[0])).map(({ id }) => id))
}

/** Rows of two versions of a plan that differ: in the order of the later one, those that are gone at the end. */
export const compareRows = (earlier: readonly Action[], later: readonly Action[]): ComparedRow[] => {
  const [before, after] = [numbered(earlier), numbered(later)]
  const unmoved = findUnmoved(before, after)
  const ids = [...after.keys(), ...[...before.keys()].filter((id) => !after.has(id))]
  return ids
    .map((id): ComparedRow => {
      const [was, is] = [before.get(id) ?? null, after.get(id) ?? null]
      const cells = was && is ? findCells(was.action, is.action) : []
      return { id, was, is, cells, moved: was !== null && is !== null && !unmoved.has(id) }
    })
    .filter(({ was, is, cells, moved }) => !was || !is || moved || cells.length > 0)
}
