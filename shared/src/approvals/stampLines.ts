import type { StampInput } from './inputs.ts'
import type { Translate } from '../i18n/translate.ts'

const LINE_TO_SIGN = '____________'

/** «протокол от 18 ноября 2026 № 3»; what is not known is a line to fill in by hand. */
const decision = ({ kind, number, decidedOn }: StampInput, t: Translate, day: (at: string) => string) => {
  const paper = kind === 'considered' || kind === 'accepted' ? t('approvals.protocol') : t('approvals.order')
  const date = decidedOn === null ? t('approvals.emptyDate') : t('approvals.date', { date: day(decidedOn) })
  return number === '' ? date : `${paper} ${t('approvals.ofDate', { date })} ${t('approvals.no', { number })}`
}

/** A stamp as it stands on paper, line by line under its word (DOMAIN §7.6). */
export const stampLines = (stamp: StampInput, t: Translate, day: (at: string) => string): string[] => [
  stamp.body,
  ...(stamp.signer === '' ? [] : [`${LINE_TO_SIGN} ${stamp.signer}`]),
  decision(stamp, t, day),
]
