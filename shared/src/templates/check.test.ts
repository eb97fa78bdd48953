import { describe, expect, it } from 'vitest'
import { table, type BodyNode, type Cell } from '../documents/body.ts'
import { documentKinds, isFormKind, type FormKind } from '../documents/kinds.ts'
import type { HeaderFields } from '../documents/headerFields.ts'
import { english } from '../i18n/english.ts'
import { russian } from '../i18n/russian.ts'
import { createTranslate } from '../i18n/translate.ts'
import { checkForm } from './check.ts'
import { findingCodes } from './finding.ts'
import { formBody } from './forms.ts'
import { templateBody } from './template.ts'

const forms = documentKinds.filter(isFormKind)

const cells = (row: string[], header: boolean): Cell[] =>
  row.map((words) => ({
    header,
    content: [{ type: 'paragraph', ...(words ? { content: [{ type: 'text', text: words }] } : {}) }],
  }))
const tableOf = (columns: string[], ...rows: string[][]): BodyNode =>
  table([cells(columns, true), ...rows.map((row) => cells(row, false))])

const found = (kind: FormKind, fields: HeaderFields, ...content: BodyNode[]) =>
  checkForm(kind, { fields, body: { type: 'doc', content } }).map(({ code, values, place }) => [
    code,
    ...Object.values(values),
    place,
  ])

it.each(forms)('a new document of %s has nothing to be warned of', (kind) => {
  for (const locale of ['ru', 'en'] as const)
    expect(checkForm(kind, { body: formBody(kind, locale), fields: {} })).toEqual([])
})

it('has words for every finding in both languages', () => {
  for (const { writing } of [russian, english]) {
    const worded = Object.keys(writing).filter((key) => key.startsWith('finding.'))
    expect(worded.sort()).toEqual(findingCodes.map((code) => `finding.${code}`).sort())
  }
  const t = createTranslate('en', english)
  expect(t('writing.finding.lessonMinutes', { total: 50, planned: 45 })).toContain('50')
})

describe('tasks of a programme', () => {
  const tasks = '1. Открыть уроки коллегам\n2) Договориться о критериях.'
  it('are the same in passport and body, whatever their numbers, case and stops', () => {
    const { content = [] } = templateBody({
      body: ['## Задачи', '1. открыть уроки коллегам;', '1. Договориться о критериях'],
    })
    expect(found('transitionProgramme', { tasks }, ...content)).toEqual([])
  })

  it('are told where one of both has another', () => {
    const body = tableOf(
      ['Задача', 'Мероприятия'],
      ['Открыть уроки коллегам', ''],
      ['Купить доску', ''],
      ['', ''],
    )
    expect(found('programmePassport', { tasks }, body)).toEqual([
      ['taskOnlyInPassport', 'Договориться о критериях.', { field: 'tasks' }],
      ['taskOnlyInBody', 'Купить доску', { block: 0, row: 2 }],
    ])
    expect(found('programmePassport', { tasks: '' }, body)).toEqual([])
  })
})

it.each([
  ['Этап', 'Начало', 'Окончание'],
  ['Phase', 'Begins', 'Ends'],
])('a phase (%s) lies inside the term, and begins before it ends', (...columns) => {
  const body = tableOf(
    columns,
    ['1', '01.09.2026', '31.12.2026'],
    ['2', '2027-01-09', '01.09.2028'],
    ['3', '5.4.2028', '1.4.2028'],
  )
  expect(found('programmePassport', { termFrom: '2026-09-01', termTo: '2028-08-31' }, body)).toEqual([
    ['phaseOutside', '2', { block: 0, row: 2 }],
    ['phaseBackwards', '3', { block: 0, row: 3 }],
  ])
})

it('an indicator has a unit and a target', () => {
  const body = tableOf(
    ['Показатель', 'Единица', 'База', 'План'],
    ['Уроки', '', '2', ''],
    ['Доля', '%', '', '60'],
  )
  expect(found('programmePassport', {}, body)).toEqual([
    ['indicatorUnit', 'Уроки', { block: 0, row: 1 }],
    ['indicatorTarget', 'Уроки', { block: 0, row: 1 }],
  ])
})

it('days come in their order', () => {
  expect(found('agreement', { validFrom: '2026-09-30', validTo: '2026-08-31' })).toEqual([
    ['daysBackwards', { field: 'validTo' }],
  ])
  expect(found('lessonSchedule', { periodFrom: '2026-09-30', periodTo: '2026-10-01' })).toEqual([])
})

it('minutes of a lesson sum to what was chosen, else to 40 or 45', () => {
  const body = tableOf(['Этап, время'], ['1. Начало 10 мин'], ['2. Работа 33 мин'])
  expect(found('lessonPlan', {}, body)).toEqual([['lessonMinutes', 43, 45, { block: 0 }]])
  expect(found('lessonPlan', { minutes: '40' }, body)).toEqual([['lessonMinutes', 43, 40, { block: 0 }]])
})

it('a decision has a name and a day', () => {
  const head = ['№', 'Решение', 'Ответственный', 'Срок']
  const body = tableOf(
    head,
    ['1', 'Провести', '', ''],
    ['2', 'Написать', 'Рыбакова А. Н.', ''],
    ['3', '', '', ''],
  )
  expect(found('minutes', {}, body)).toEqual([
    ['decisionNobody', 1, { block: 0, row: 1 }],
    ['decisionNoDay', 2, { block: 0, row: 2 }],
  ])
})

it('a programme follows the clock', () => {
  const body = tableOf(['Время', 'Содержание'], ['14:30', 'а'], ['', 'б'], ['14.10–14.20', 'в'])
  expect(found('eventProgramme', {}, body)).toEqual([['timesBackwards', '14.10–14.20', { block: 0, row: 3 }]])
})

it('an idea has up to a thousand characters', () => {
  expect(found('practiceCard', { idea: 'я'.repeat(1001) })).toEqual([['ideaLong', 1001, { field: 'idea' }]])
  expect(found('practiceCard', { idea: 'я'.repeat(1000) })).toEqual([])
})

it('a school chooses two to four priorities', () => {
  const ticks = (n: number): BodyNode => ({
    type: 'taskList',
    content: Array.from({ length: 7 }, (_, at) => ({ type: 'taskItem', attrs: { checked: at < n } })),
  })
  const { content = [] } = templateBody({ body: ['## 6. Приоритетные направления', 'Отметьте.'] })
  const codes = [0, 1, 2, 4, 5].map((n) => found('schoolSurvey', {}, ...content, ticks(n)).length)
  expect(codes).toEqual([0, 1, 0, 0, 1])
})

it('an agreement with a number names both parties', () => {
  const partner = [{ id: 'x', label: 'Гимназия' }]
  expect(found('agreement', { number: '1/2026', partner, satellite: [] })).toEqual([
    ['partyMissing', { field: 'satellite' }],
  ])
})
