/** A municipal day as people write it in a plan: 'YYYY-MM-DD', no zone, no time. */
export type Day = string

const DAY_MS = 86_400_000
const written = /^(?:19|2\d)\d{2}-\d{2}-\d{2}$/

const toTime = (day: Day): number => Date.parse(`${day}T00:00:00Z`)
const fromTime = (time: number): Day => new Date(time).toISOString().slice(0, 10)

/** True for an ISO day of 1900–2999 that the calendar has: 2026-02-30 is none. */
export const isDay = (value: unknown): value is Day => {
  if (typeof value !== 'string' || !written.test(value)) return false
  const time = toTime(value)
  return !Number.isNaN(time) && fromTime(time) === value
}

/** The day of a year, a month (1–12) and a day of month; null when there is none such. */
export const dayOf = (year: number, month: number, day: number): Day | null => {
  const pad = (number: number, width: number) => String(number).padStart(width, '0')
  const candidate = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
  return isDay(candidate) ? candidate : null
}

export const addDays = (day: Day, days: number): Day => fromTime(toTime(day) + days * DAY_MS)

/** Whole days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => (toTime(to) - toTime(from)) / DAY_MS

export const lastDayOfMonth = (year: number, month: number): Day =>
  fromTime(Date.UTC(year, month, 1) - DAY_MS)

/** The year in which the school year of a day began: it runs from 1 September to 31 August. */
export const schoolYearOf = (day: Day): number => {
  const year = Number(day.slice(0, 4))
  return Number(day.slice(5, 7)) >= 9 ? year : year - 1
}
