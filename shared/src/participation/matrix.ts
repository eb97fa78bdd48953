import type { Day } from '../calendar/days.ts'
import type { Act } from './acts.ts'

/** A breakdown by school of fewer people is shown to moderators only (DOMAIN §3.0, §3.10). */
export const PEOPLE_TO_SHOW = 3

export type MatrixRow = {
  /** null: people who had no workplace at the time. */
  schoolId: string | null
  /** Acts a week, in the order of the weeks; null when hidden. */
  acts: number[] | null
}
/** `totals` is null when even the whole is of too few people. */
export type Matrix = { rows: MatrixRow[]; totals: number[] | null }

const perWeek = (acts: readonly Act[], weeks: readonly Day[]): number[] => {
  const counts = Map.groupBy(acts, ({ week }) => week)
  return weeks.map((week) => counts.get(week)?.length ?? 0)
}

/** Acts of schools by weeks; rows in the order given, which is the network's and never one by value. */
export const buildMatrix = (
  acts: readonly Act[],
  weeks: readonly Day[],
  schoolIds: readonly string[],
): Matrix => {
  const bySchool = Map.groupBy(acts, ({ schoolId }) => schoolId)
  const order: (string | null)[] = bySchool.has(null) ? [...schoolIds, null] : [...schoolIds]
  return {
    rows: order.map((schoolId) => ({ schoolId, acts: perWeek(bySchool.get(schoolId) ?? [], weeks) })),
    totals: perWeek(acts, weeks),
  }
}

/** People behind each row: who works there, and who acted for it. */
export type PeopleOf = (schoolId: string | null) => ReadonlySet<string>

/**
 * Which rows have to be hidden: those of fewer than three people. When all hidden rows together are still of fewer than
 * three, the smallest of the others goes too, or the totals would give them away.
 */
const rowsToHide = (rows: readonly MatrixRow[], peopleOf: PeopleOf) => {
  const bySize = rows
    .map(({ schoolId }) => ({ schoolId, people: peopleOf(schoolId) }))
    .toSorted((one, other) => one.people.size - other.people.size)
  const hidden = new Set<string | null>()
  const behind = new Set<string>()
  for (const { schoolId, people } of bySize) {
    if (people.size >= PEOPLE_TO_SHOW && (behind.size === 0 || behind.size >= PEOPLE_TO_SHOW)) break
    if (people.size === 0) continue
    hidden.add(schoolId)
    for (const personId of people) behind.add(personId)
  }
  return { hidden, areTooFew: behind.size > 0 && behind.size < PEOPLE_TO_SHOW }
}

/** The matrix as those see it who are not moderators. */
export const hideSmallSchools = (matrix: Matrix, peopleOf: PeopleOf): Matrix => {
  const { hidden, areTooFew } = rowsToHide(matrix.rows, peopleOf)
  return {
    totals: areTooFew ? null : matrix.totals,
    rows: matrix.rows.map((row) => (hidden.has(row.schoolId) ? { ...row, acts: null } : row)),
  }
}
