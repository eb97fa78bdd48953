import Download from '@lucide/svelte/icons/download'
import { exportFormats } from 'shared/exports/formats'
import type { Words } from '#lib/i18n/words.ts'
import type { MenuItem } from '#lib/ui/menuItem.ts'

/** The document's files as entries of its menu; what fetches them comes with the first wish. */
export const exportDeeds = (document: { id: string; title: string }, words: Words): MenuItem[] =>
  exportFormats.map((format) => ({
    label: words.t(`exports.${format}`),
    icon: Download,
    onselect: () =>
      void import('./download.ts').then(({ downloadDocument }) => downloadDocument(document, format, words)),
  }))
