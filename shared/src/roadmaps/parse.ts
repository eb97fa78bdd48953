import type { Day } from './day.ts'
import { dayOf, isDay, lastDayOfMonth, schoolYearOf } from './day.ts'
import { dayInSchoolYear, namedSpan, plainWords } from './period.ts'

/** When an action happens: days, and the words they were given in, when the words say more than days do. */
export type Period = { dateFrom: Day | null; dateTo: Day | null; periodText: string }
export type PeriodRefusal = 'noSuchDay' | 'endsBeforeStart'

type Point = { from: Day; to: Day; named: boolean }
type Found = Point | 'noSuchDay' | null

const months: readonly RegExp[] = [
  /^(?:январ[ьяе]|янв\.?|january|jan\.?)$/,
  /^(?:феврал[ьяе]|фев\.?|february|feb\.?)$/,
  /^(?:март[ае]?|мар\.?|march|mar\.?)$/,
  /^(?:апрел[ьяе]|апр\.?|april|apr\.?)$/,
  /^(?:ма[йяе]|may)$/,
  /^(?:июн[ьяе]|июн\.|june|jun\.?)$/,
  /^(?:июл[ьяе]|июл\.|july|jul\.?)$/,
  /^(?:август[ае]?|авг\.?|august|aug\.?)$/,
  /^(?:сентябр[ьяе]|сент?\.?|september|sept?\.?)$/,
  /^(?:октябр[ьяе]|окт\.?|october|oct\.?)$/,
  /^(?:ноябр[ьяе]|нояб?\.?|november|nov\.?)$/,
  /^(?:декабр[ьяе]|дек\.?|december|dec\.?)$/,
]

const monthOf = (word: string): number => months.findIndex((pattern) => pattern.test(word)) + 1
const yearOf = (digits: string): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits))

const oneDay = (day: Day | null): Found => (day ? { from: day, to: day, named: false } : 'noSuchDay')

const dayFrom = (day: string, month: number, year: string | undefined, schoolYear: number): Found =>
  oneDay(
    year === undefined
      ? dayInSchoolYear(schoolYear, month, Number(day))
      : dayOf(yearOf(year), month, Number(day)),
  )

/** 17.09, 17.09.26, 17/09/2026, 2026-09-17 */
const numericDay = (words: string, schoolYear: number): Found => {
  const found = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?\.?$/.exec(words)
  if (found?.[1] && found[2]) return dayFrom(found[1], Number(found[2]), found[3], schoolYear)
  return /^\d{4}-\d{2}-\d{2}$/.test(words) ? oneDay(isDay(words) ? words : null) : null
}

/** 17 сентября, 17 сентября 2026, 17 Sep, September 17, 2026 */
const wordyDay = (words: string, schoolYear: number): Found => {
  const found =
    /^(?<day>\d{1,2}) (?<month>[a-zа-я.]+)(?:,? (?<year>\d{4}))?$/.exec(words) ??
    /^(?<month>[a-z.]+) (?<day>\d{1,2})(?:,? (?<year>\d{4}))?$/.exec(words)
  const month = monthOf(found?.groups?.['month'] ?? '')
  if (!found?.groups?.['day'] || month === 0) return null
  return dayFrom(found.groups['day'], month, found.groups['year'], schoolYear)
}

/** сентябрь, сентябрь 2026, в сентябре */
const wholeMonth = (words: string, schoolYear: number): Found => {
  const found = /^(?:в |in )?([a-zа-я.]+)(?: (\d{4}))?$/.exec(words)
  const month = monthOf(found?.[1] ?? '')
  if (month === 0) return null
  const first = found?.[2] ? dayOf(Number(found[2]), month, 1) : dayInSchoolYear(schoolYear, month, 1)
  return first ? { from: first, to: lastDayOfMonth(Number(first.slice(0, 4)), month), named: true } : null
}

const namedPoint = (words: string, schoolYear: number): Found => {
  const found = /^(.+?)(?: (\d{4})(?:\/\d{2,4})?)?$/.exec(words)
  const span = namedSpan(found?.[1] ?? words, found?.[2] ? Number(found[2]) : schoolYear)
  return span && { from: span.dateFrom, to: span.dateTo, named: true }
}

const point = (words: string, schoolYear: number): Found =>
  numericDay(words, schoolYear) ??
  wordyDay(words, schoolYear) ??
  wholeMonth(words, schoolYear) ??
  namedPoint(words, schoolYear)

/** The start of a range leaves out what its end says: «29–30.10», «5–30 октября», «сентябрь–ноябрь 2026». */
const rangeStart = (words: string, end: Point): Found =>
  /^\d{1,2}$/.test(words)
    ? dayFrom(words, Number(end.from.slice(5, 7)), end.from.slice(0, 4), 0)
    : point(words, schoolYearOf(end.from))

const rangeParts = (words: string): readonly [string, string] | null => {
  const found = /^(?:с|со|from) (.+) (?:по|до|to|till|until) (.+)$/.exec(words) ?? /^(.+?)-(.+)$/.exec(words)
  return found?.[1] && found[2] ? [found[1], found[2]] : null
}

const range = (words: string, schoolYear: number): Found | 'endsBeforeStart' => {
  const parts = rangeParts(words)
  const end = parts && point(parts[1], schoolYear)
  if (!parts || !end || end === 'noSuchDay') return end
  const start = rangeStart(parts[0], end)
  if (!start || start === 'noSuchDay') return start
  return start.from > end.to
    ? 'endsBeforeStart'
    : { from: start.from, to: end.to, named: start.named || end.named }
}

const deadline = (words: string, schoolYear: number): Found => {
  const found = /^(?:до|к|не позднее|by|until|till) (.+)$/.exec(words)
  return found?.[1] ? point(found[1], schoolYear) : null
}

const given = (found: Point, typed: string, isDeadline: boolean): Period => ({
  dateFrom: isDeadline || found.from === found.to ? null : found.from,
  dateTo: found.to,
  periodText: found.named ? typed : '',
})

/**
 * Reads a period as people write it in plans (DOMAIN §4.1): 17.09, 17.09.2026, 05.10–30.11, «сентябрь 2026»,
 * «II четверть», «до 15 декабря», «в течение года». `schoolYear` is the year the plan's school year began: days
 * without a year fall into it. Words it does not know stay as the text of a period without days.
 */
export const parsePeriod = (typed: string, schoolYear: number): Period | PeriodRefusal => {
  const text = typed.replace(/\s+/g, ' ').trim()
  const words = plainWords(text)
  const single = point(words, schoolYear)
  const last = single === null ? deadline(words, schoolYear) : null
  const found = single ?? last ?? range(words, schoolYear)
  if (found === null) return { dateFrom: null, dateTo: null, periodText: text }
  return typeof found === 'string' ? found : given(found, text, last !== null)
}
