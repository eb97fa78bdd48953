import { paragraph, type BodyNode } from '../documents/body.ts'
import type { Action } from '../roadmaps/action.ts'
import type { Names } from '../roadmaps/names.ts'
import { paperStatus } from '../roadmaps/paperWords.ts'
import { periodDays } from '../roadmaps/periodWords.ts'
import { stages } from '../roadmaps/words.ts'
import type { PaperWords } from './words.ts'

type Facts = { on: string; confirmed: ReadonlySet<string> }
/** `unsaidYear`: days of this school year do without their year in statuses. */
type TableOf = { words: PaperWords; names: Names; facts: Facts; unsaidYear: number | null }

/** The eight columns that paper shows (DOMAIN §4.1) and their widths on a landscape sheet, in millimetres. */
const columns = {
  number: 9,
  directions: 14,
  title: 68,
  period: 28,
  responsible: 32,
  partners: 34,
  result: 52,
  status: 38,
} as const
const widths = Object.values(columns)
const centred = new Set<number>([0, 1, 3])

const cell = (type: 'tableCell' | 'tableHeader', text: string, column: number): BodyNode => ({
  type,
  attrs: {
    colwidth: [widths[column]],
    align: type === 'tableHeader' || centred.has(column) ? 'center' : null,
  },
  content: text.split('\n').map((line) => paragraph(line)),
})

const headRow = ({ words: { t } }: TableOf): BodyNode => {
  const names = ['number', 'directions', 'title', 'period', 'responsible', 'partners'] as const
  const said = [
    ...names.map((name) => t(`roadmaps.column.${name}`)),
    t('roadmaps.print.result'),
    t('roadmaps.column.status'),
  ]
  return { type: 'tableRow', content: said.map((text, column) => cell('tableHeader', text, column)) }
}

/** One cell across the whole table; it keeps to the row after it. */
const stageRow = (text: string): BodyNode => ({
  type: 'tableRow',
  content: [
    {
      type: 'tableHeader',
      attrs: { colspan: widths.length, colwidth: [...widths], align: 'left' },
      content: [paragraph(text)],
    },
  ],
})

const filled = (separator: string, ...parts: string[]): string => parts.filter(Boolean).join(separator)

const actionRow = (
  action: Action,
  number: number,
  { words, names, facts, unsaidYear }: TableOf,
): BodyNode => {
  const { t, locale, day } = words
  const short = (given: string) => (unsaidYear === null ? day(given) : shortDay(given, words, unsaidYear))
  const said = [
    String(number),
    action.directions.join(', '),
    action.title,
    filled('\n', periodDays(action, { locale, schoolYear: null }), action.periodText),
    names.everyone(action.responsible).join(', '),
    names.partners(action.partners),
    filled('; ', action.result, action.indicator),
    paperStatus(action, facts, { t, short, long: day }),
  ]
  return { type: 'tableRow', content: said.map((text, column) => cell('tableCell', text, column)) }
}

const shortDay = (given: string, { locale }: PaperWords, schoolYear: number): string =>
  periodDays({ dateFrom: null, dateTo: given, periodText: '' }, { locale, schoolYear })

/** The plan as a table: a head that repeats, a row for each stage that has actions, numbers through the whole plan. */
export const roadmapTable = (actions: readonly Action[], given: TableOf): BodyNode => {
  const numbered = actions.map((action, index) => ({ action, row: actionRow(action, index + 1, given) }))
  const rows = stages.flatMap((stage) => {
    const own = numbered.filter(({ action }) => action.stage === stage).map(({ row }) => row)
    return own.length > 0 ? [stageRow(given.words.t(`roadmaps.stage.${stage}`)), ...own] : []
  })
  return { type: 'table', content: [headRow(given), ...rows] }
}
