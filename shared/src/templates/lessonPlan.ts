import type { Locale } from '../i18n/translate.ts'
import english from './en/lessonPlan.json' with { type: 'json' }
import russian from './ru/lessonPlan.json' with { type: 'json' }
import { heading, paragraph, table, type BodyNode, type Cell } from '../documents/body.ts'

export type LessonPlanWords = typeof russian

/** Columns of the lesson's table, left to right, with their widths on a landscape sheet in pixels (DOMAIN §4.7). */
export const lessonColumns = {
  stage: 130,
  content: 230,
  teacher: 145,
  pupils: 145,
  results: 130,
  forms: 115,
  assessment: 115,
} as const
export type LessonColumn = keyof typeof lessonColumns

/** Stages of a lesson in their order, with the minutes proposed for each: 45 together. */
export const lessonStages = {
  start: 2,
  recall: 6,
  goal: 4,
  discovery: 10,
  consolidation: 8,
  independent: 7,
  inclusion: 4,
  reflection: 2,
  homework: 2,
} as const
export type LessonStage = keyof typeof lessonStages

export const afterLessonQuestions = ['succeeded', 'change', 'colleague'] as const

/** Names and hints of the lesson plan. Hints are shown in grey where nothing is written and never printed. */
export const lessonPlanWords = (locale: Locale): LessonPlanWords => (locale === 'en' ? english : russian)

const columns = Object.entries(lessonColumns) as [LessonColumn, number][]
const stages = Object.entries(lessonStages) as [LessonStage, number][]

const headerRow = (words: LessonPlanWords): Cell[] =>
  columns.map(([column, width]) => ({ header: true, width, content: [paragraph(words.columns[column])] }))

const stageRow = (words: LessonPlanWords, [stage, minutes]: [LessonStage, number], index: number): Cell[] =>
  columns.map(([column, width]) => ({
    header: column === 'stage',
    width,
    content:
      column === 'stage'
        ? [
            paragraph(`${index + 1}. ${words.stages[stage]}`),
            paragraph(words.minutes.replace('{minutes}', String(minutes))),
          ]
        : [paragraph()],
  }))

/** The body a new lesson plan starts with: the table of nine stages, then the questions for after the lesson. */
export const lessonPlanBody = (locale: Locale): BodyNode => {
  const words = lessonPlanWords(locale)
  const rows = [headerRow(words), ...stages.map((stage, index) => stageRow(words, stage, index))]
  const questions = afterLessonQuestions.flatMap((question) => [
    heading(3, words.questions[question]),
    paragraph(),
  ])
  return { type: 'doc', content: [table(rows), heading(2, words.afterLesson), ...questions] }
}
