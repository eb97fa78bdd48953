import type { Words } from '#lib/i18n/words.ts'
import type { Shown } from './shown.ts'

type Named = Pick<Shown, 'name' | 'kind'> & { at: string | null }

/** «20 ноября, 14:05», with its name where it has one; «нынешний текст» for what the document says now. */
export const versionWords = ({ at, name }: Named, { t, dates }: Pick<Words, 't' | 'dates'>): string => {
  if (at === null) return t('versions.now')
  const when = t('versions.moment', { day: dates.day(at), time: dates.time(at) })
  return name === null ? when : t('versions.nameAndMoment', { name, when })
}
