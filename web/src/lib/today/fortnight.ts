const DAY = 24 * 60 * 60 * 1000
const DAYS_SHOWN = 14

export type StripDay = { date: string; number: number; isPast: boolean; isToday: boolean }

const isoOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** This week and the next, from Monday. `today` is an ISO date of the network's zone. */
export const fortnight = (today: string): StripDay[] => {
  const now = Date.parse(today)
  const monday = now - ((new Date(now).getUTCDay() + 6) % 7) * DAY
  return Array.from({ length: DAYS_SHOWN }, (_, index) => {
    const date = isoOf(monday + index * DAY)
    return { date, number: Number(date.slice(8)), isPast: date < today, isToday: date === today }
  })
}
