import { IntlMessageFormat } from 'intl-messageformat'
import type { russian } from './russian.ts'

export const locales = ['ru', 'en'] as const
export type Locale = (typeof locales)[number]
export const isLocale = (value: unknown): value is Locale => value === 'ru' || value === 'en'

/** Russian is written first, so its keys are the type; a test holds English equal to them. */
type Catalogue = typeof russian
/** Words by domain, as far as they were fetched. */
export type Messages = Partial<Record<keyof Catalogue, Record<string, string>>>
export type MessageKey = { [D in keyof Catalogue]: `${D}.${string & keyof Catalogue[D]}` }[keyof Catalogue]

export type MessageValues = Record<string, string | number | Date>
export type Translate = (key: MessageKey, values?: MessageValues) => string

/** `t('documents.edits', { n: 3 })`: ICU messages with Russian plurals. A missing key shows itself and throws in tests. */
export const createTranslate = (locale: Locale, messages: Messages): Translate => {
  const compiled = new Map<string, IntlMessageFormat>()
  return (key, values) => {
    const [domain = '', ...rest] = (key as string).split('.')
    const pattern = messages[domain as keyof Messages]?.[rest.join('.')]
    if (pattern === undefined) return key
    if (!values && !pattern.includes('{')) return pattern
    const format = compiled.get(key) ?? new IntlMessageFormat(pattern, locale)
    compiled.set(key, format)
    return String(format.format(values))
  }
}
