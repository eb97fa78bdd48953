import { english } from '../i18n/english.ts'
import { createTranslate, type Locale, type Translate } from '../i18n/translate.ts'
import { russian } from '../i18n/russian.ts'
import { dayWords } from '../roadmaps/periodWords.ts'

export type PaperWords = {
  t: Translate
  locale: Locale
  percent: (share: number) => string
  /** «22.11.2026», «22/11/2026» */
  day: (day: string) => string
  /** «22 ноября 2026» */
  fullDay: (at: string) => string
  /** «22.11.2026, 15:06» in the network's time zone. */
  moment: (at: string) => string
}

const partsIn = (timeZone: string, at: string): Record<string, string> =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
    })
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  )

const sayFullDay = (locale: Locale, timeZone: string, at: string): string => {
  const named = { timeZone, day: 'numeric', month: 'long', year: 'numeric' } as const
  return new Intl.DateTimeFormat(locale === 'ru' ? 'ru' : 'en-GB', named)
    .format(new Date(at))
    .replace(/\sг\.$/u, '')
}

/** The words of a paper in its language. */
export const paperWords = (locale: Locale, timeZone: string): PaperWords => {
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const day = (given: string) => dayWords(given, { locale, schoolYear: null })
  return {
    t: createTranslate(locale, locale === 'ru' ? russian : english),
    locale,
    fullDay: (at) => sayFullDay(locale, timeZone, at),
    percent: (share) => percent.format(share),
    day,
    moment: (at) => {
      const { year, month, day: date, hour, minute } = partsIn(timeZone, at)
      return `${day(`${year}-${month}-${date}`)}, ${hour}:${minute}`
    },
  }
}
