import type { MessageValues, Translate } from '../i18n/translate.ts'
import type { Action } from './action.ts'
import { daysBetween, type Day } from './day.ts'
import { FEW } from './fewDue.ts'
import { isOverdue, overdueDays, ratio, type RoadmapFigures, type Share } from './figures.ts'

type Facts = { on: Day; confirmed: ReadonlySet<string> }
type Say = {
  t: Translate
  /** A day without its year where the year is plain, and with it. */
  short: (day: Day) => string
  long: (day: Day) => string
}

export const isTargetMissed = ({
  status,
  planCount,
  factCount,
}: Pick<Action, 'status' | 'planCount' | 'factCount'>): boolean =>
  status === 'done' && planCount !== null && factCount !== null && factCount < planCount

/** Days from the date to the deed; 0 when it was in time. */
export const daysLate = ({
  doneOn,
  dateTo,
  postponedTo,
}: Pick<Action, 'doneOn' | 'dateTo' | 'postponedTo'>): number => {
  const date = postponedTo ?? dateTo
  return doneOn === null || date === null ? 0 : Math.max(0, daysBetween(date, doneOn))
}

const doneWords = (action: Action, { t, short }: Say): string => {
  const date = action.doneOn === null ? '' : short(action.doneOn)
  const late = daysLate(action)
  const done = late > 0 ? t('roadmaps.print.late', { date, n: late }) : t('roadmaps.doneOn', { date })
  if (!isTargetMissed(action)) return done
  const counts = { fact: action.factCount ?? 0, plan: action.planCount ?? 0 }
  return `${done}; ${t('roadmaps.print.targetMissed', counts)}`
}

/** A status in words for paper: no icon, no colour. */
export const paperStatus = (action: Action, { on, confirmed }: Facts, say: Say): string => {
  const { t, long } = say
  const late = overdueDays(action, on)
  const reason = action.cancelReason
  if (late !== null) return t('roadmaps.overdueAgo', { n: late })
  if (isOverdue(action, on)) return t('roadmaps.status.overdue')
  if (action.status === 'done') return doneWords(action, say)
  if (action.status === 'cancelled')
    return t(confirmed.has(action.id) ? 'roadmaps.print.cancelledBoth' : 'roadmaps.print.cancelledOne', {
      reason,
    })
  return action.status === 'postponed' && action.originalDateTo !== null
    ? t('roadmaps.print.postponed', { date: long(action.originalDateTo), reason })
    : t(`roadmaps.status.${action.status}`)
}

type SayShare = { t: Translate; percent: (share: number) => string }

/** What a plan has done by the day, with its bases, in a line; null while nothing is due. */
export const paperFigures = (figures: RoadmapFigures, { t, percent }: SayShare): string | null => {
  const { done, onTime, cancelled } = figures
  if (done.base === 0) return null
  const share = (given: Share) => percent(ratio(given) ?? 0)
  const values: MessageValues = { n: done.n, base: done.base, onTime: onTime.n }
  const said =
    done.base < FEW
      ? t('roadmaps.print.figuresFew', values)
      : t('roadmaps.print.figures', { ...values, percent: share(done), onTimePercent: share(onTime) })
  return cancelled > 0 ? `${said} ${t('roadmaps.print.cancelled', { n: cancelled })}` : said
}
