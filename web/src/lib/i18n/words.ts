import { createContext } from 'svelte'
import { createTranslate, type Locale, type Messages, type Translate } from 'shared/i18n/translate'
import { createDates, type Dates } from './dates.ts'
import { fetchWords, type WordGroup } from './groups.ts'
import { createNumbers, type Numbers } from './numbers.ts'

export type Words = {
  locale: Locale
  t: Translate
  dates: Dates
  numbers: Numbers
  /** «Гимназия № 1 и Кедровская СОШ» */
  list: (parts: string[]) => string
  /** Fetches further words; from then on `t` knows them. */
  need: (...groups: WordGroup[]) => Promise<void>
}

export const createWords = (locale: Locale, timeZone: string): Words => {
  const known: Messages = {}
  const fetched = new Set<WordGroup>()
  const t = createTranslate(locale, known)
  const conjunction = new Intl.ListFormat(locale, { type: 'conjunction' })
  return {
    locale,
    t,
    dates: createDates(locale, timeZone, t, () => new Date()),
    numbers: createNumbers(locale),
    list: (parts) => conjunction.format(parts),
    need: async (...groups) => {
      // Every step to another page asks; most have their words already.
      const missing = groups.filter((group) => !fetched.has(group))
      if (missing.length === 0) return
      Object.assign(known, await fetchWords(locale, missing))
      for (const group of missing) fetched.add(group)
    },
  }
}

/** `const { t, locale, dates, numbers } = useWords()` in any component; another language reloads the page. */
export const [useWords, provideWords] = createContext<Words>()
