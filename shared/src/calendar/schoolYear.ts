import { addDays, type Day, doMeet, type Interval, isWithin, mondayOf } from './days.ts'

/** A school year is named by the calendar year in which it begins. */
export const schoolYearOf = (day: Day): number => {
  const year = Number(day.slice(0, 4))
  return day.slice(5) >= '09-01' ? year : year - 1
}

/** 1 September to 31 August (DOMAIN §3.0). */
export const schoolYearInterval = (year: number): Interval => ({
  from: `${year}-09-01`,
  to: `${year + 1}-08-31`,
})

export type SchoolTerm = Interval & { number: 1 | 2 | 3 | 4 }

/** Last day of lessons in May. */
const LESSONS_END = '05-26'

const weekAround = (day: Day): Interval => ({ from: mondayOf(day), to: addDays(mondayOf(day), 6) })

/**
 * Holidays of a year whose municipality has not entered its own: the autumn week around 30 October, the new-year days to the
 * Sunday after Christmas, the spring week around 30 March, and summer.
 */
export const usualHolidays = (year: number): Interval[] => [
  weekAround(`${year}-10-30`),
  { from: `${year}-12-31`, to: weekAround(`${year + 1}-01-08`).to },
  weekAround(`${year + 1}-03-30`),
  { from: addDays(`${year + 1}-${LESSONS_END}`, 1), to: `${year + 1}-08-31` },
]

/** The municipality's own holidays of a school year, oldest first, or the usual ones where it has entered none. */
export const holidaysOf = (year: number, entered: readonly Interval[]): Interval[] => {
  const own = entered.filter((holiday) => doMeet(holiday, schoolYearInterval(year)))
  return own.length > 0
    ? own.toSorted((one, other) => one.from.localeCompare(other.from))
    : usualHolidays(year)
}

/** Quarters lie between holidays: the one before a holiday ends the day before it, the next begins the day after. */
export const termsOf = (year: number, entered: readonly Interval[]): SchoolTerm[] => {
  const { from } = schoolYearInterval(year)
  const breaks = breaksOf(year, entered)
  const starts = [from, ...breaks.map((holiday) => addDays(holiday.to, 1))]
  const ends = [...breaks.map((holiday) => addDays(holiday.from, -1)), `${year + 1}-${LESSONS_END}`]
  const numbers = [1, 2, 3, 4] as const
  return numbers.map((number, index) => ({ number, from: starts[index] ?? from, to: ends[index] ?? from }))
}

/** The holidays of autumn, winter and spring: entered ones by the month they begin in, usual ones where one is missing. */
const breaksOf = (year: number, entered: readonly Interval[]): Interval[] => {
  const own = holidaysOf(year, entered)
  const seasons = [
    { from: `${year}-10-15`, to: `${year}-11-20` },
    { from: `${year}-12-20`, to: `${year + 1}-01-20` },
    { from: `${year + 1}-03-10`, to: `${year + 1}-04-20` },
  ]
  return seasons.map((season, index) => {
    const found = own.find((holiday) => isWithin(holiday.from, season))
    return found ?? usualHolidays(year)[index] ?? season
  })
}

/** The term that the day lies in; in holidays the one just ended, before the first lessons of a year the last of the old one. */
export const termAt = (day: Day, entered: readonly Interval[]): SchoolTerm & { year: number } => {
  const year = schoolYearOf(day)
  const [first, ...later] = termsOf(year, entered)
  const begun = [first, ...later].filter((term) => term !== undefined && term.from <= day)
  const term = begun.at(-1) ?? first
  if (!term) throw new Error(`no term at ${day}`)
  return { ...term, year }
}
