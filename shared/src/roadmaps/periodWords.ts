import type { Locale } from '../i18n/translate.ts'
import type { Action } from './action.ts'
import type { Day } from './day.ts'

type Dated = Pick<Action, 'dateFrom' | 'dateTo' | 'periodText'>
type Style = {
  locale: Locale
  /** Years are left out within this year's September to August. */ schoolYear: number | null
}

const inYear = (day: Day, schoolYear: number | null): boolean =>
  schoolYear !== null && day >= `${schoolYear}-09-01` && day <= `${schoolYear + 1}-08-31`

/** «17.09», «17.09.2025» out of the plan's school year; English puts slashes. */
export const dayWords = (day: Day, { locale, schoolYear }: Style): string => {
  const [year = '', month = '', date = ''] = day.split('-')
  const parts = inYear(day, schoolYear) ? [date, month] : [date, month, year]
  return parts.join(locale === 'ru' ? '.' : '/')
}

/** «05.10–30.11», «29–30.10»; the year once, at the end. */
const rangeWords = (from: Day, to: Day, style: Style): string => {
  const end = dayWords(to, style)
  const mark = style.locale === 'ru' ? '.' : '/'
  const [year, month = '', date = ''] = from.split('-')
  if (from.slice(0, 7) === to.slice(0, 7)) return `${date}–${end}`
  return year === to.slice(0, 4) || inYear(from, style.schoolYear)
    ? `${date}${mark}${month}–${end}`
    : `${dayWords(from, style)}–${end}`
}

/** Days of a period in a table cell; '' when it has none. */
export const periodDays = ({ dateFrom, dateTo }: Dated, style: Style): string => {
  if (dateTo === null) return dateFrom === null ? '' : dayWords(dateFrom, style)
  return dateFrom === null || dateFrom === dateTo
    ? dayWords(dateTo, style)
    : rangeWords(dateFrom, dateTo, style)
}

/** What a person sees to edit: the words they once typed, else the days. */
export const periodTyped = (action: Dated, style: Style): string =>
  action.periodText || periodDays(action, { ...style, locale: 'ru' })
