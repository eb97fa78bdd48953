import type { Day } from './day.ts'
import { addDays, dayOf } from './day.ts'

export type Span = { dateFrom: Day; dateTo: Day }

/** Month and day of both ends; from September they fall in the year when the school year began, else in the next. */
type Edges = readonly [number, number, number, number]

/** The common terms of Russian schools; a network's own calendar may differ by days, the label stays as written. */
const terms: Readonly<Record<'quarter' | 'half' | 'third', readonly Edges[]>> = {
  quarter: [
    [9, 1, 10, 25],
    [11, 5, 12, 28],
    [1, 9, 3, 20],
    [4, 1, 5, 26],
  ],
  half: [
    [9, 1, 12, 28],
    [1, 9, 5, 26],
  ],
  third: [
    [9, 1, 11, 30],
    [12, 1, 2, 28],
    [3, 1, 5, 31],
  ],
}

const termWords: readonly (readonly [keyof typeof terms, RegExp])[] = [
  ['quarter', /^(.+?)(?:-?(?:я|ая))? (?:уч(?:ебная|\.) )?четверть$|^(.+?) quarter$/],
  ['half', /^(.+?)(?:-?(?:е|ое))? (?:учебное )?полугодие$|^(.+?) half(?:-year)?$/],
  ['third', /^(.+?)(?:-?(?:й|ый))? триместр$|^(.+?) trimester$/],
]

const ordinals: readonly (readonly string[])[] = [
  ['1', 'i', 'перв', 'first', '1st'],
  ['2', 'ii', 'втор', 'второ', 'second', '2nd'],
  ['3', 'iii', 'треть', 'трети', 'third', '3rd'],
  ['4', 'iv', 'четверт', 'fourth', '4th'],
]

/** Work that goes on and on is due by its occurrences, not at the end (DOMAIN §3.6). */
const recurring =
  /^(?:в течение (?:всего )?(?:учебного )?года|(?:весь|учебный) год|постоянно|регулярно|еженедельно|ежемесячно|ежеквартально|(?:раз в|кажд\S+) (?:недел\S+|месяц|четверть)|all year|(?:throughout|during) the (?:school )?year|ongoing|weekly|monthly|quarterly|every (?:week|month|quarter))$/

/** As people type it: any dash, any case, «ё» or «е», with or without «г.». */
export const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[‐-―−]/g, '-')
    .replace(/(\d{4}) ?(?:г\.|год[ау]?)(?= |$|-)/g, '$1')
    .replace(/\s*-\s*/g, '-')
    .replace(/\s+/g, ' ')
    .trim()

export const isRecurring = (text: string): boolean => recurring.test(plainWords(text))

const yearOfMonth = (schoolYear: number, month: number): number => (month >= 9 ? schoolYear : schoolYear + 1)

/** A day of a school year, told by month and day; null when the month has no such day. */
export const dayInSchoolYear = (schoolYear: number, month: number, day: number): Day | null =>
  dayOf(yearOfMonth(schoolYear, month), month, day)

const spanOf = (schoolYear: number, [fromMonth, fromDay, toMonth, toDay]: Edges): Span | null => {
  const dateFrom = dayInSchoolYear(schoolYear, fromMonth, fromDay)
  const dateTo = dayInSchoolYear(schoolYear, toMonth, toDay)
  return dateFrom && dateTo ? { dateFrom, dateTo: toMonth === 2 ? lastOfFebruary(dateTo) : dateTo } : null
}

const lastOfFebruary = (day: Day): Day => {
  const next = addDays(day, 1)
  return next.slice(5, 7) === '02' ? next : day
}

/** «II четверть», «I полугодие», «в течение года»: the days they mean in a school year; null for other words. */
export const namedSpan = (words: string, schoolYear: number): Span | null => {
  if (recurring.test(words)) return spanOf(schoolYear, [9, 1, 8, 31])
  for (const [term, pattern] of termWords) {
    const found = pattern.exec(words)
    const ordinal = found?.[1] ?? found?.[2]
    const at = ordinals.findIndex((names) => ordinal !== undefined && names.includes(ordinal))
    const edges = terms[term][at]
    if (edges) return spanOf(schoolYear, edges)
  }
  return null
}
