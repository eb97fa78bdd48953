import { createWords, loadMessages } from '#lib/i18n/words.ts'
import type { LayoutLoad } from './$types'

export const load: LayoutLoad = async ({ data }) => ({
  ...data,
  words: createWords(data.locale, await loadMessages(data.locale), data.me?.network?.timeZone ?? 'UTC'),
})
