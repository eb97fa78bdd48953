import type { ParticipationReport } from 'shared/participation/report'
import type { WindowKind } from 'shared/participation/window'
import type { Words } from '#lib/i18n/words.ts'

/** «28 дней», «II четверть», «Учебный год» */
export const windowName = ({ t }: Words, kind: WindowKind, term: number): string =>
  t(`participation.window.${kind}`, { term })

/** «с 26 октября по 22 ноября» */
export const spanWords = (
  { t, dates }: Words,
  { from, to }: Pick<ParticipationReport['window'], 'from' | 'to'>,
): string => t('participation.span', { from: dates.day(from), to: dates.day(to) })

/** «В прошлые 28 дней: 6, теперь на 1 больше» */
export const previousWords = (
  { t }: Words,
  { kind }: ParticipationReport['window'],
  { previous, net }: ParticipationReport['participants'],
): string | null => {
  if (previous === null || net === null) return null
  const change = net === 0 ? 'same' : net > 0 ? 'more' : 'fewer'
  return t('participation.sum.previous', { kind, n: previous, change, by: Math.abs(net) })
}
