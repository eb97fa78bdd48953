import { isLocale, type Locale } from 'shared/i18n/translate'

const wanted = (header: string): string[] =>
  header
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(';q=')
      return { language: tag.slice(0, 2).toLowerCase(), quality: quality === undefined ? 1 : Number(quality) }
    })
    .sort((one, other) => other.quality - one.quality)
    .map(({ language }) => language)

/** Whose language a page speaks: the person's, else this browser's choice, else what it asks for, else Russian. */
export const chooseLocale = (from: {
  person: Locale | null
  cookie: string | undefined
  header: string | null
}): Locale => {
  if (from.person) return from.person
  if (isLocale(from.cookie)) return from.cookie
  return wanted(from.header ?? '').find(isLocale) ?? 'ru'
}
