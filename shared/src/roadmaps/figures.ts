import type { Action } from './action.ts'
import type { Day } from './day.ts'
import { addDays, daysBetween } from './day.ts'
import { isRecurring } from './period.ts'

/** A share is never given alone: n of base, and null instead of a share when the base is empty. */
export type Share = { n: number; base: number }
export const ratio = ({ n, base }: Share): number | null => (base === 0 ? null : n / base)

/** What the figures need of a row: the same from the Y.Doc and from the table. */
export type Counted = Pick<
  Action,
  | 'id'
  | 'status'
  | 'directions'
  | 'dateFrom'
  | 'dateTo'
  | 'originalDateTo'
  | 'postponedTo'
  | 'doneOn'
  | 'periodText'
  | 'planCount'
  | 'factCount'
> & { evidence: readonly unknown[] }

export type RoadmapFigures = {
  /** Done/(Due − Cx), the same of those done in time, Done/Due by first dates, Done/(All − Cx). */
  done: Share
  onTime: Share
  strict: Share
  year: Share
  due: number
  cancelled: number
  /** Rows that have a date, and so can ever be due. */
  dated: number
  /** Ids in the given order: date passed; cancelled by one side only; called done without evidence. */
  overdue: string[]
  unconfirmed: string[]
  unproven: string[]
}

type Facts = { on: Day; confirmed: ReadonlySet<string> }

/** The date that the main percentage goes by: one postponement is honoured (DOMAIN §3.6). */
const mainDate = (action: Counted): Day | null => action.postponedTo ?? action.dateTo
const firstDate = (action: Counted): Day | null => action.originalDateTo ?? action.dateTo

const recurs = (action: Counted): boolean =>
  (action.planCount ?? 0) > 0 && action.dateFrom !== null && isRecurring(action.periodText)

/** How many of the planned occurrences, spread evenly over the period, should have been by the day. */
export const dueOccurrences = (action: Counted, on: Day): number => {
  const { dateFrom, dateTo, planCount } = action
  if (dateFrom === null || dateTo === null || planCount === null || on < dateFrom) return 0
  if (on >= dateTo) return planCount
  return Math.floor((planCount * (daysBetween(dateFrom, on) + 1)) / (daysBetween(dateFrom, dateTo) + 1))
}

const isDueBy = (date: Day | null, action: Counted, on: Day): boolean =>
  recurs(action) ? dueOccurrences(action, on) > 0 : date !== null && date <= on

const isDone = (action: Counted): boolean => action.status === 'done' && action.evidence.length > 0

/** Done, or for «ежемесячно» and the like up to schedule. */
const isDoneBy = (action: Counted, on: Day): boolean =>
  isDone(action) ||
  (recurs(action) && action.evidence.length > 0 && (action.factCount ?? 0) >= dueOccurrences(action, on))

const isInTime = (action: Counted): boolean =>
  !isDone(action) || (action.doneOn !== null && action.doneOn <= (mainDate(action) ?? action.doneOn))

const isOpen = (action: Counted): boolean => action.status !== 'done' && action.status !== 'cancelled'

/** Overdue goes by the date on the screen; on the day itself nothing is late yet. */
export const isOverdue = (action: Counted, on: Day): boolean => {
  if (!isOpen(action)) return false
  if (!recurs(action)) return action.dateTo !== null && action.dateTo < on
  return dueOccurrences(action, addDays(on, -1)) > (action.factCount ?? 0)
}

/** Whole days since the date; null when it is not overdue or no single date was missed. */
export const overdueDays = (action: Counted, on: Day): number | null =>
  isOverdue(action, on) && action.dateTo !== null && action.dateTo < on
    ? daysBetween(action.dateTo, on)
    : null

const idsOf = (actions: readonly Counted[]): string[] => actions.map(({ id }) => id)

/**
 * The percentage of planned actions done, by DOMAIN §3.6, on the municipal day `on`. `confirmed` holds the ids of
 * cancellations that both sides confirmed: that is a row of the database, never bytes of the document.
 */
export const roadmapFigures = (actions: readonly Counted[], { on, confirmed }: Facts): RoadmapFigures => {
  const isCancelled = (action: Counted) => action.status === 'cancelled' && confirmed.has(action.id)
  const due = actions.filter((action) => isDueBy(mainDate(action), action, on))
  const counted = due.filter((action) => !isCancelled(action))
  const done = counted.filter((action) => isDoneBy(action, on))
  const dueFirst = actions.filter((action) => isDueBy(firstDate(action), action, on))
  return {
    done: { n: done.length, base: counted.length },
    onTime: { n: done.filter(isInTime).length, base: counted.length },
    strict: { n: dueFirst.filter((action) => isDoneBy(action, on)).length, base: dueFirst.length },
    year: {
      n: actions.filter(isDone).length,
      base: actions.length - actions.filter(isCancelled).length,
    },
    due: due.length,
    cancelled: due.length - counted.length,
    dated: actions.filter(({ dateTo }) => dateTo !== null).length,
    overdue: idsOf(actions.filter((action) => isOverdue(action, on))),
    unconfirmed: idsOf(actions.filter((action) => action.status === 'cancelled' && !isCancelled(action))),
    unproven: idsOf(actions.filter((action) => action.status === 'done' && !isDone(action))),
  }
}
