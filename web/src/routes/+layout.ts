import { groupsOf } from '#lib/i18n/groups.ts'
import { createWords, type Words } from '#lib/i18n/words.ts'
import type { LayoutLoad } from './$types'

/** A browser's page has one set of words, which grows; another language reloads the page. */
let here: Words | null = null

export const load: LayoutLoad = async ({ data, route }) => {
  const words = here ?? createWords(data.locale, data.me?.network?.timeZone ?? 'UTC')
  if (typeof window === 'object') here = words
  await words.need(...groupsOf(route.id))
  return { ...data, words }
}
