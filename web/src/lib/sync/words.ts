import type { MessageKey, Translate } from 'shared/i18n/translate'
import type { RejectionReason } from 'shared/protocol/acknowledgement'
import type { RoomStatus, Way } from './status.ts'

/** What the places of a document are: stages of a lesson, or rows of a plan. */
export type Parts = 'stages' | 'rows'

export type StatusWords = {
  t: Translate
  list: (parts: string[]) => string
  /** How a moment is said: «14:32» today, «вчера, 17:40» before. */
  moment: (at: Date) => string
  parts: Parts
  phone: boolean
  largest: string
}

const reasons: Record<RejectionReason, MessageKey> = {
  readOnly: 'status.reasonReadOnly',
  tooLarge: 'status.reasonTooLarge',
  malformed: 'status.reasonMalformed',
  schema: 'status.reasonSchema',
  foreignClient: 'status.reasonForeignClient',
  rate: 'status.reasonRate',
}

const savedKeys: Record<Way, readonly [MessageKey, MessageKey]> = {
  quick: ['status.saved', 'status.savedNothing'],
  slow: ['status.savedSlow', 'status.savedSlowNothing'],
  exchange: ['status.savedExchange', 'status.savedExchangeNothing'],
}

const saidSaved = ({ at, way }: RoomStatus & { kind: 'saved' }, { t, moment }: StatusWords): string => {
  const [timed, timeless] = savedKeys[way]
  return at === null ? t(timeless) : t(timed, { at: moment(at) })
}

const saidOffline = (
  { edits, keeping }: RoomStatus & { kind: 'offline' },
  { t, phone }: StatusWords,
): string => {
  if (keeping === 'reading') return t('status.offlineReading')
  if (edits === 0) return t('status.offlineNothing')
  if (keeping === 'tab') return t('status.offlineTab', { n: edits })
  return t('status.offlineHere', { n: edits, device: phone ? 'phone' : 'computer' })
}

/** A change outside the parts is the place ''; with parts beside it only these are named. */
const saidMerged = (status: RoomStatus & { kind: 'merged' }, { t, list, parts }: StatusWords): string => {
  const changed = status.places.filter(Boolean)
  if (changed.length === 0) return t('status.mergedText')
  const words = parts === 'rows' ? 'status.mergedRows' : 'status.mergedStages'
  return t(words, { n: changed.length, places: list(changed) })
}

/** The exact words of UX §9 for a state, in the reader's language. */
export const wordsOf = (status: RoomStatus, words: StatusWords): string => {
  const { t } = words
  switch (status.kind) {
    case 'saved':
      return saidSaved(status, words)
    case 'offline':
      return saidOffline(status, words)
    case 'merged':
      return saidMerged(status, words)
    case 'readOnly':
      return t(status.comment ? 'status.commentOnly' : 'status.readOnly')
    case 'tooLarge':
      return t('status.tooLarge', { max: words.largest })
    case 'refused':
      return t('status.refused', { reason: t(reasons[status.reason]) })
    default:
      return t(`status.${status.kind}`, 'edits' in status ? { n: status.edits } : undefined)
  }
}
