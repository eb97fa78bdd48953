/** A municipal day, «2026-11-22». Days compare as strings. */
export type Day = string

const DAY_MS = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone)
  if (known) return known
  const options = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const made = new Intl.DateTimeFormat('en-CA', options)
  formats.set(timeZone, made)
  return made
}

/** The day that the calendar on the wall shows at that moment in an IANA time zone. */
export const municipalDay = (at: Date, timeZone: string): Day => formatOf(timeZone).format(at)

const numberOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS
const dayOf = (number: number): Day => new Date(number * DAY_MS).toISOString().slice(0, 10)

export const addDays = (day: Day, days: number): Day => dayOf(numberOf(day) + days)

/** Days from one to another: 0 for the same day. */
export const daysBetween = (from: Day, to: Day): number => numberOf(to) - numberOf(from)

/** The Monday of the day's week. */
export const mondayOf = (day: Day): Day => {
  // Day 0 of the epoch was a Thursday, three days after a Monday.
  const sinceMonday = (((numberOf(day) + 3) % 7) + 7) % 7
  return addDays(day, -sinceMonday)
}

/** Mondays of all weeks that a closed interval of days touches, oldest first. */
export const weeksIn = ({ from, to }: Interval): Day[] => {
  const weeks: Day[] = []
  for (let week = mondayOf(from); week <= to; week = addDays(week, 7)) weeks.push(week)
  return weeks
}

/** A closed interval of days. */
export type Interval = { from: Day; to: Day }

export const isWithin = (day: Day, { from, to }: Interval): boolean => from <= day && day <= to

export const doMeet = (one: Interval, other: Interval): boolean =>
  one.from <= other.to && other.from <= one.to
