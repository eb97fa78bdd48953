import { addDays, type Day, daysBetween, type Interval, isWithin, weeksIn } from '../calendar/days.ts'

/** A week with at least three of its five working days in holidays is a holiday week. */
const HOLIDAY_DAYS = 3

export const isHolidayWeek = (monday: Day, holidays: readonly Interval[]): boolean => {
  const workingDays = [0, 1, 2, 3, 4].map((days) => addDays(monday, days))
  const free = workingDays.filter((day) => holidays.some((holiday) => isWithin(day, holiday)))
  return free.length >= HOLIDAY_DAYS
}

export type ContinuityFigures = {
  /** Days from the community's first day to the last one looked at. */
  days: number
  /** School weeks with a cross-school act, of those begun; holiday weeks are in neither. */
  activeWeeks: number
  schoolWeeks: number
  /** Most school weeks in a row with such an act; a holiday week does not break a row. */
  longestRun: number
  /** Days since the last such act; null before the first. */
  daysSince: number | null
}

const longestRun = (flags: readonly boolean[]): number => {
  let [longest, running] = [0, 0]
  for (const isActive of flags) {
    running = isActive ? running + 1 : 0
    longest = Math.max(longest, running)
  }
  return longest
}

/**
 * How long and how steadily schools have worked together (DOMAIN §3.7).
 * @param life from the community's first day to the last one looked at
 * @param crossing Mondays of weeks with a cross-school act, and the newest day of one
 */
export const continuityFigures = (
  life: Interval,
  holidays: readonly Interval[],
  crossing: { weeks: ReadonlySet<Day>; newestDay: Day | null },
): ContinuityFigures => {
  const weeks = weeksIn(life).filter((week) => !isHolidayWeek(week, holidays))
  const flags = weeks.map((week) => crossing.weeks.has(week))
  return {
    days: daysBetween(life.from, life.to),
    activeWeeks: flags.filter(Boolean).length,
    schoolWeeks: weeks.length,
    longestRun: longestRun(flags),
    daysSince: crossing.newestDay === null ? null : Math.max(0, daysBetween(crossing.newestDay, life.to)),
  }
}
