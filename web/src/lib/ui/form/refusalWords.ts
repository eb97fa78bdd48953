import type { MessageKey, Translate } from 'shared/i18n/translate'
import type { Refusal } from './form.svelte.ts'

/** What happened, what is safe, what to do: one sentence for a whole form. */
export const refusalWords = (t: Translate, refusal: Refusal): string =>
  refusal === 'unreachable' ? t('app.unreachable') : t(`problems.${refusal.problem}` as MessageKey)

/** Why one field was refused. */
export const reasonWords = (t: Translate, reason: string): string =>
  t(`problems.field.${reason}` as MessageKey)
