import CopyPlus from '@lucide/svelte/icons/copy-plus'
import LayoutTemplate from '@lucide/svelte/icons/layout-template'
import Printer from '@lucide/svelte/icons/printer'
import Stamp from '@lucide/svelte/icons/stamp'
import Trash from '@lucide/svelte/icons/trash-2'
import type { DocumentOutput } from 'shared/documents/outputs'
import { exportDeeds } from '#lib/exports/deeds.ts'
import { favouriteDeed } from '#lib/favourites/deed.ts'
import type { Words } from '#lib/i18n/words.ts'
import type { MenuItem } from '#lib/ui/menuItem.ts'

type Deeds = {
  document: DocumentOutput
  words: Words
  ontrash: () => void
  onapproval: () => void
  /** Undefined for who may make no document. */
  ontake: (() => void) | undefined
  /** Undefined for who may not make it a template. */
  ontemplate: (() => void) | undefined
  isTemplate: boolean
  onfavourite: (isFavourite: boolean) => void
}

const when = (isSo: unknown, item: () => MenuItem): MenuItem[] => (isSo ? [item()] : [])

/** What can be done with a document as a whole: the entries of its menu. */
export const deedsOf = ({ document, words, isTemplate, ontake, ontemplate, ...on }: Deeds): MenuItem[] => {
  const { t } = words
  const lives = document.trashedAt === null
  const removable = lives && document.abilities.includes('document.manage')
  return [
    favouriteDeed(document, words, on.onfavourite),
    ...when(lives, () => ({ label: t('approvals.title'), icon: Stamp, onselect: on.onapproval })),
    ...(ontake ? [{ label: t('lineage.take'), icon: CopyPlus, onselect: ontake }] : []),
    ...(ontemplate
      ? [
          {
            label: t(isTemplate ? 'lineage.dropTemplate' : 'lineage.makeTemplate'),
            icon: LayoutTemplate,
            onselect: ontemplate,
          },
        ]
      : []),
    ...exportDeeds(document, words),
    { label: t('editor.print'), icon: Printer, onselect: () => window.print() },
    ...when(removable, () => ({
      label: t('documents.toTrash'),
      icon: Trash,
      onselect: on.ontrash,
      danger: true,
    })),
  ]
}
