import { createContext } from 'svelte'
import {
  createTranslate,
  type LaterMessages,
  type Locale,
  type Messages,
  type Translate,
} from 'shared/i18n/translate'
import { createDates, type Dates } from './dates.ts'
import { createNumbers, type Numbers } from './numbers.ts'

export type Words = {
  locale: Locale
  t: Translate
  dates: Dates
  numbers: Numbers
  /** «Гимназия № 1 и Кедровская СОШ» */
  list: (parts: string[]) => string
  /** Fetches the words of the editor; from then on `t` knows them. */
  more: () => Promise<void>
}

/** The browser loads the one catalogue that this reader reads. */
export const loadMessages = async (locale: Locale): Promise<Messages> =>
  locale === 'ru'
    ? (await import('shared/i18n/russian')).russian
    : (await import('shared/i18n/english')).english

const loadMore = async (locale: Locale): Promise<LaterMessages> =>
  locale === 'ru'
    ? (await import('shared/i18n/russianWriting')).russianWriting
    : (await import('shared/i18n/englishWriting')).englishWriting

export const createWords = (locale: Locale, messages: Messages, timeZone: string): Words => {
  const known = { ...messages }
  const t = createTranslate(locale, known)
  const conjunction = new Intl.ListFormat(locale, { type: 'conjunction' })
  return {
    locale,
    t,
    dates: createDates(locale, timeZone, t, () => new Date()),
    numbers: createNumbers(locale),
    list: (parts) => conjunction.format(parts),
    more: async () => void Object.assign(known, await loadMore(locale)),
  }
}

/** `const { t, locale, dates, numbers } = useWords()` in any component; another language reloads the page. */
export const [useWords, provideWords] = createContext<Words>()
