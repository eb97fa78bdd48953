import type { Translate } from 'shared/i18n/translate'
import { blocks } from './blocks.ts'

/** All that can be inserted, in the words of the page; each is found by words of both languages. */
export const labelled = (t: Translate) =>
  blocks.map(({ id, icon, keys, run }) => ({
    key: id,
    icon,
    run,
    label: t(`writing.block.${id}`),
    also: t(`writing.also.${id}`),
    note: keys,
  }))
