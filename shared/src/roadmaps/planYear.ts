import type { Action } from './action.ts'
import { schoolYearOf, type Day } from './day.ts'

const PLANNING_BEGINS = '-06-01'

/** The school year of most dates of a plan; of a new plan the present one, from June on the next. */
export const planYear = (actions: readonly Pick<Action, 'dateTo'>[], today: Day): number => {
  const counts = new Map<number, number>()
  for (const { dateTo } of actions)
    if (dateTo !== null) counts.set(schoolYearOf(dateTo), (counts.get(schoolYearOf(dateTo)) ?? 0) + 1)
  const [most] = [...counts].sort(([yearA, a], [yearB, b]) => b - a || yearA - yearB)
  if (most) return most[0]
  const now = schoolYearOf(today)
  return today >= `${now + 1}${PLANNING_BEGINS}` ? now + 1 : now
}
