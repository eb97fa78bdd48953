/** The day on which the demo was written down; a Sunday, so whole weeks shift it. */
export const FIXED_TODAY = '2026-11-22'

const DAY = 86_400_000
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY

/** Days to add so that the demo's Sunday is the newest Sunday up to `today`: always whole weeks. */
export const wholeWeeksTo = (today: string): number => {
  const days = dayNumber(today) - dayNumber(FIXED_TODAY)
  return Math.floor(days / 7) * 7
}

export type DemoCalendar = { day: (fixed: string) => string; moment: (fixed: string, time: string) => Date }

/** Turns days and times of the fixed year (municipal, UTC+5 all year round) into the shifted ones. */
export const demoCalendar = (today: string): DemoCalendar => {
  const shift = wholeWeeksTo(today)
  const day = (fixed: string) => new Date((dayNumber(fixed) + shift) * DAY).toISOString().slice(0, 10)
  return { day, moment: (fixed, time) => new Date(`${day(fixed)}T${time}:00+05:00`) }
}
