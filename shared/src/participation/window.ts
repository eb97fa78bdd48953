import { addDays, type Day, type Interval, mondayOf } from '../calendar/days.ts'
import { schoolYearInterval, schoolYearOf, termAt } from '../calendar/schoolYear.ts'

export const windowKinds = ['28d', 'term', 'year'] as const
export type WindowKind = (typeof windowKinds)[number]

/** A closed interval of municipal days, and the one before it to compare with (DOMAIN §3.0). */
export type ParticipationWindow = Interval & {
  kind: WindowKind
  /** Number of the quarter, when the window is one. */
  term: number | null
  /** The calendar year in which the window's school year begins. */
  year: number
  previous: Interval
}

const WEEKS = 4

/** Four whole weeks, Monday to Sunday; the last is the one that the day lies in, over or not. */
const fourWeeks = (until: Day): ParticipationWindow => {
  const from = addDays(mondayOf(until), -7 * (WEEKS - 1))
  const to = addDays(from, 7 * WEEKS - 1)
  const previous = { from: addDays(from, -7 * WEEKS), to: addDays(from, -1) }
  return { kind: '28d', from, to, previous, term: null, year: schoolYearOf(until) }
}

const wholeTerm = (until: Day, holidays: readonly Interval[]): ParticipationWindow => {
  const { from, to, number, year } = termAt(until, holidays)
  const before = termAt(addDays(from, -1), holidays)
  return { kind: 'term', from, to, previous: { from: before.from, to: before.to }, term: number, year }
}

const wholeYear = (until: Day): ParticipationWindow => {
  const year = schoolYearOf(until)
  return {
    kind: 'year',
    ...schoolYearInterval(year),
    previous: schoolYearInterval(year - 1),
    term: null,
    year,
  }
}

/**
 * The window of a kind that a municipal day lies in.
 * @param holidays those that the municipality has entered; years without any have the usual ones
 */
export const windowAt = (
  kind: WindowKind,
  until: Day,
  holidays: readonly Interval[],
): ParticipationWindow => {
  if (kind === 'year') return wholeYear(until)
  return kind === 'term' ? wholeTerm(until, holidays) : fourWeeks(until)
}
