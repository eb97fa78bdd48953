import type { Words } from '#lib/i18n/words.ts'
import type { Action } from 'shared/roadmaps/action'
import type { ComparedCell } from 'shared/versions/compare/rows'
import type { Names } from 'shared/roadmaps/names'
import { dayWords, periodDays } from 'shared/roadmaps/periodWords'

type Saying = Pick<Words, 't' | 'locale'> & { names: Names }
type Say = (action: Action, saying: Saying) => string

const joined = (parts: readonly (string | null)[]): string => parts.filter(Boolean).join('; ')

const sayStatus: Say = ({ status, doneOn, postponedTo, cancelReason }, { t, locale }) => {
  const day = doneOn ?? (status === 'postponed' ? postponedTo : null)
  const date = day === null ? '' : ` ${dayWords(day, { locale, schoolYear: null })}`
  return joined([t(`roadmaps.status.${status}`) + date, cancelReason])
}

const sayings: Record<ComparedCell, Say> = {
  stage: ({ stage }, { t }) => t(`roadmaps.stage.${stage}`),
  directions: ({ directions }) => directions.join(', '),
  title: ({ title }) => title,
  period: (action, { locale }) =>
    joined([periodDays(action, { locale, schoolYear: null }), action.periodText]),
  responsible: ({ responsible }, { names }) => names.everyone(responsible).join(', '),
  partners: ({ partners }, { names }) => names.partners(partners),
  result: ({ result }) => result,
  indicator: ({ indicator }) => indicator,
  counts: ({ planCount, factCount }, { t }) =>
    planCount === null && factCount === null
      ? ''
      : t('versions.plan.counts', { plan: planCount ?? '–', fact: factCount ?? '–' }),
  status: sayStatus,
  evidence: ({ evidence }, { names }) => evidence.map(names.evidenceOf).join(', '),
}

/** A cell of a row in words, for who compares two versions of a plan; '' when it is empty. */
export const cellWords = (cell: ComparedCell, action: Action, saying: Saying): string =>
  sayings[cell](action, saying)
