import type { Translate } from 'shared/i18n/translate'
import type { Numbers } from '#lib/i18n/numbers.ts'

const MEGABYTE = 1024 * 1024

/** «340 КБ», «2,4 МБ». */
export const showSize = (bytes: number, t: Translate, { decimal }: Numbers): string =>
  bytes < MEGABYTE
    ? t('editor.kilobytes', { n: decimal(Math.max(1, Math.round(bytes / 1024)), 0) })
    : t('editor.megabytes', { n: decimal(bytes / MEGABYTE) })
