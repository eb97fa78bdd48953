import { createContext } from 'svelte'
import { createTranslate, type Locale, type Messages, type Translate } from 'shared/i18n/translate'
import { createDates, type Dates } from './dates.ts'
import { createNumbers, type Numbers } from './numbers.ts'

export type Words = {
  locale: Locale
  t: Translate
  dates: Dates
  numbers: Numbers
  /** «Гимназия № 1 и Кедровская СОШ» */
  list: (parts: string[]) => string
}

/** The browser loads the one catalogue that this reader reads. */
export const loadMessages = async (locale: Locale): Promise<Messages> =>
  locale === 'ru'
    ? (await import('shared/i18n/russian')).russian
    : (await import('shared/i18n/english')).english

export const createWords = (locale: Locale, messages: Messages, timeZone: string): Words => {
  const t = createTranslate(locale, messages)
  const conjunction = new Intl.ListFormat(locale, { type: 'conjunction' })
  return {
    locale,
    t,
    dates: createDates(locale, timeZone, t, () => new Date()),
    numbers: createNumbers(locale),
    list: (parts) => conjunction.format(parts),
  }
}

/** `const { t, locale, dates, numbers } = useWords()` in any component; another language reloads the page. */
export const [useWords, provideWords] = createContext<Words>()
