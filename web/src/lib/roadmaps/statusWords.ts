import type { Translate } from 'shared/i18n/translate'
import type { Action } from 'shared/roadmaps/action'
import { consentingSchools } from 'shared/roadmaps/cancellation'
import type { Day } from 'shared/roadmaps/day'
import { isOverdue, overdueDays } from 'shared/roadmaps/figures'
import { daysLate, isTargetMissed } from 'shared/roadmaps/paperWords'
import type { ActionStatus } from 'shared/roadmaps/words'
import type { PlanDesk } from './desk.ts'

export type StatusLook = ActionStatus | 'overdue'
export type StatusLine = { text: string; warns: boolean }

/** What a row's status says: the word, and lines beneath it. */
export type StatusSaid = { look: StatusLook; lines: StatusLine[] }

type Say = { t: Translate; day: (day: Day) => string }

const plain = (text: string): StatusLine => ({ text, warns: false })
const warning = (text: string): StatusLine => ({ text, warns: true })

const doneLines = (action: Action, { t, day }: Say): StatusLine[] => [
  ...(action.evidence.length === 0 ? [warning(t('roadmaps.noEvidence'))] : []),
  ...(isTargetMissed(action) ? [warning(t('roadmaps.targetMissed'))] : []),
  ...(daysLate(action) > 0
    ? [plain(t('roadmaps.doneLate', { date: day(action.doneOn ?? ''), n: daysLate(action) }))]
    : []),
]

const overdueLines = (action: Action, on: Day, t: Translate): StatusLine[] => {
  const days = overdueDays(action, on)
  return days === null ? [] : [plain(t('roadmaps.overdueBy', { n: days }))]
}

const cancelledLines = (action: Action, { facts, consents }: PlanDesk, t: Translate): StatusLine[] => {
  if (facts.confirmed.has(action.id)) return [plain(t('roadmaps.bothConfirmed'))]
  return consentingSchools(action, consents).length > 0 || action.cancelReason !== ''
    ? [warning(t('roadmaps.awaitsSecond'))]
    : []
}

export const statusSaid = (action: Action, desk: PlanDesk, say: Say): StatusSaid => {
  const { status } = action
  if (isOverdue(action, desk.facts.on))
    return { look: 'overdue', lines: overdueLines(action, desk.facts.on, say.t) }
  if (status === 'done') return { look: status, lines: doneLines(action, say) }
  if (status === 'cancelled') return { look: status, lines: cancelledLines(action, desk, say.t) }
  if (status === 'postponed' && action.originalDateTo !== null)
    return {
      look: status,
      lines: [plain(say.t('roadmaps.postponedFrom', { date: say.day(action.originalDateTo) }))],
    }
  return { look: status, lines: [] }
}
