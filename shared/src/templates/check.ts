import type { BodyNode } from '../documents/body.ts'
import type { FormKind } from '../documents/kinds.ts'
import { countMinutes, plannedMinutes, stageTexts, textOf } from '../documents/minutes.ts'
import type { HeaderFields } from '../documents/headerFields.ts'
import { isBlank } from '../documents/headerFields.ts'
import type { Finding } from './finding.ts'
import { columnOf, dayIn, findBelow, findTable, type FoundTable } from './parts.ts'

type Given = { body: BodyNode; fields: HeaderFields }
type Check = (given: Given) => Finding[]

const words = (fields: HeaderFields, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}

const bare = (text: string): string => text.replace(/^\s*(?:\d+[.)]|[-–—•])\s*/u, '').trim()
/** What two wordings of one task have in common: letters and digits. */
const essence = (text: string): string =>
  bare(text)
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

type Task = { text: string; place: Finding['place'] }

const tasksInBody = (body: BodyNode): Task[] => {
  const list = findBelow(body, /^[\d.\s]*(задачи|tasks)\s*$/iu, 'orderedList')
  if (list)
    return (list.node.content ?? []).map((item) => ({ text: textOf(item), place: { block: list.block } }))
  const table = findTable(body, /^(задача|task)$/iu, /^(мероприятия|measures)$/iu)
  return (table?.rows ?? []).map(({ row, cells }) => ({
    text: cells[0] ?? '',
    place: { block: table?.block ?? 0, row },
  }))
}

/** DOMAIN §4.2: tasks of the passport are the tasks of the body. Nothing is said while one of both is empty. */
const checkTasks: Check = ({ body, fields }) => {
  const passport = words(fields, 'tasks').split('\n').map(bare).filter(Boolean)
  const own = tasksInBody(body).filter(({ text }) => essence(text) !== '')
  if (passport.length === 0 || own.length === 0) return []
  const inBody = new Set(own.map(({ text }) => essence(text)))
  const inPassport = new Set(passport.map(essence))
  return [
    ...passport
      .filter((text) => !inBody.has(essence(text)))
      .map((task): Finding => ({ code: 'taskOnlyInPassport', values: { task }, place: { field: 'tasks' } })),
    ...own
      .filter(({ text }) => !inPassport.has(essence(text)))
      .map(({ text, place }): Finding => ({ code: 'taskOnlyInBody', values: { task: bare(text) }, place })),
  ]
}

/** DOMAIN §4.2: phases lie inside the term. */
const checkPhases: Check = ({ body, fields }) => {
  const [first, last] = [words(fields, 'termFrom'), words(fields, 'termTo')]
  const begins = /^(начало|begins)$/iu
  const ends = /^(окончание|ends)$/iu
  const table = findTable(body, begins, ends)
  return (table?.rows ?? []).flatMap(({ row, cells }): Finding[] => {
    const from = dayIn(cells[columnOf(table as FoundTable, begins)] ?? '')
    const to = dayIn(cells[columnOf(table as FoundTable, ends)] ?? '')
    const place = { block: table?.block ?? 0, row }
    const values = { phase: cells[0] ?? '' }
    if (from && to && from > to) return [{ code: 'phaseBackwards', values, place }]
    const outside = [from, to].some((day) => day && ((first && day < first) || (last && day > last)))
    return outside ? [{ code: 'phaseOutside', values, place }] : []
  })
}

/** DOMAIN §4.2: each indicator has its unit and target. */
const checkIndicators: Check = ({ body }) => {
  const unit = /^(единица|unit)$/iu
  const target = /^(план|target)$/iu
  const table = findTable(body, /^(показатель|indicator)$/iu, unit, target)
  if (!table) return []
  return table.rows.flatMap(({ row, cells }): Finding[] => {
    const indicator = cells[0] ?? ''
    const lacks = (column: RegExp) => indicator !== '' && !cells[columnOf(table, column)]
    const place = { block: table.block, row }
    return [
      ...(lacks(unit) ? [{ code: 'indicatorUnit' as const, values: { indicator }, place }] : []),
      ...(lacks(target) ? [{ code: 'indicatorTarget' as const, values: { indicator }, place }] : []),
    ]
  })
}

const pairs = [
  ['termFrom', 'termTo'],
  ['validFrom', 'validTo'],
  ['periodFrom', 'periodTo'],
  ['opensOn', 'closesOn'],
  ['registerUntil', 'date'],
] as const

const checkDays: Check = ({ fields }) =>
  pairs.flatMap(([from, to]): Finding[] => {
    const [first, last] = [words(fields, from), words(fields, to)]
    return first && last && first > last ? [{ code: 'daysBackwards', values: {}, place: { field: to } }] : []
  })

/** DOMAIN §4.7: minutes of the stages sum to 40 or 45. */
const checkMinutes: Check = ({ body, fields }) => {
  const chosen = plannedMinutes.find((length) => String(length) === fields['minutes']) ?? null
  const { total, planned, over } = countMinutes(stageTexts(body), chosen)
  const block = (body.content ?? []).findIndex(({ type }) => type === 'table')
  return total > 0 && over !== 0
    ? [{ code: 'lessonMinutes', values: { total, planned }, place: { block } }]
    : []
}

/** A decision names who answers for it and by when. */
const checkDecisions: Check = ({ body }) => {
  const [decision, who, day] = [/^(решение|decision)$/iu, /^(ответственный|responsible)$/iu, /^(срок|by)$/iu]
  const table = findTable(body, decision, who, day)
  if (!table) return []
  return table.rows.flatMap(({ row, cells }): Finding[] => {
    if (!cells[columnOf(table, decision)]) return []
    const [n, place] = [row, { block: table.block, row }]
    if (!cells[columnOf(table, who)]) return [{ code: 'decisionNobody', values: { n }, place }]
    return cells[columnOf(table, day)] ? [] : [{ code: 'decisionNoDay', values: { n }, place }]
  })
}

const minuteOf = (text: string): number | null => {
  const [, hours, minutes] = /(\d{1,2})[:.](\d{2})/u.exec(text) ?? []
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes)
}

/** Rows of a programme follow the clock. */
const checkTimes: Check = ({ body }) => {
  const table = findTable(body, /^(время|time)$/iu, /^(содержание|content)$/iu)
  let before = -1
  return (table?.rows ?? []).flatMap(({ row, cells }): Finding[] => {
    const at = minuteOf(cells[0] ?? '')
    const isEarlier = at !== null && at < before
    if (at !== null) before = at
    return isEarlier
      ? [
          {
            code: 'timesBackwards',
            values: { time: cells[0] ?? '' },
            place: { block: table?.block ?? 0, row },
          },
        ]
      : []
  })
}

const IDEA_LONGEST = 1000

/** DOMAIN §4.10: the idea in up to a thousand characters. */
const checkIdea: Check = ({ fields }) => {
  const n = words(fields, 'idea').length
  return n > IDEA_LONGEST ? [{ code: 'ideaLong', values: { n }, place: { field: 'idea' } }] : []
}

/** DOMAIN §4.6: two to four priorities of seven; none chosen yet says nothing. */
const checkPriorities: Check = ({ body }) => {
  const list = findBelow(body, /^[\d.\s]*(приоритетные направления|priority directions)\s*$/iu, 'taskList')
  const n = (list?.node.content ?? []).filter(({ attrs }) => attrs?.checked === true).length
  const isOff = list && n > 0 && (n < 2 || n > 4)
  return isOff ? [{ code: 'priorities', values: { n }, place: { block: list.block } }] : []
}

/** An agreement that has a number or a day has both its parties. */
const checkParties: Check = ({ fields }) => {
  if (isBlank(fields['number']) && isBlank(fields['signedOn'])) return []
  return ['partner', 'satellite']
    .filter((field) => isBlank(fields[field]))
    .map((field) => ({ code: 'partyMissing', values: {}, place: { field } }))
}

const programme = [checkDays, checkTasks, checkPhases, checkIndicators]

const checks: Readonly<Partial<Record<FormKind, readonly Check[]>>> = {
  lessonPlan: [checkMinutes],
  programmePassport: programme,
  transitionProgramme: programme,
  agreement: [checkParties, checkDays],
  minutes: [checkDecisions],
  eventProgramme: [checkTimes],
  practiceCard: [checkIdea],
  schoolSurvey: [checkPriorities],
}

/** What does not fit together in a document: it warns and never refuses. Documents of a kind without checks of its own have their days compared. */
export const checkForm = (kind: FormKind, given: Given): Finding[] =>
  (checks[kind] ?? [checkDays]).flatMap((check) => check(given))
