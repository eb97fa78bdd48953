import type { Approval } from 'shared/approvals/outputs'
import { isFrozen } from 'shared/documents/frozen'
import type { DocumentOutput } from 'shared/documents/outputs'
import type { Words } from '#lib/i18n/words.ts'

/** Why nobody writes here (UX §9); null while the text is open. */
export const frozenWords = (
  document: DocumentOutput,
  approval: Approval,
  { t, dates }: Pick<Words, 't' | 'dates'>,
): string | null => {
  if (!isFrozen(document)) return null
  if (document.state === 'approved' && approval.approved)
    return t('approvals.frozen.approved', {
      date: dates.fullDay(approval.approved.at),
      number: approval.approved.number,
    })
  return t(document.state === 'archived' ? 'approvals.frozen.archived' : 'approvals.frozen.agreed')
}
