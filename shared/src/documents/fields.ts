import type { DocumentKind } from './kinds.ts'

/**
 * Header fields under the root `fields` (DESIGN §3). A text is a Y.Text made once, by the server, when the document is
 * created: two people who type into it at once both stay. A choice is a plain string, one of `choices` or absent.
 */
export type TextField = { name: string; shape: 'text' }
export type ChoiceField = { name: string; shape: 'choice'; choices: readonly string[] }
export type Field = TextField | ChoiceField

const text = (name: string): TextField => ({ name, shape: 'text' })
const choice = (name: string, choices: readonly string[]): ChoiceField => ({ name, shape: 'choice', choices })

export const lessonTypes = ['discovery', 'practice', 'systematisation', 'control', 'combined'] as const
export const lessonMinutes = ['40', '45'] as const

/** DOMAIN §4.7, in the order of the printed form. */
export const lessonPlanFields: readonly Field[] = [
  text('subject'),
  text('grade'),
  text('textbook'),
  text('topic'),
  text('place'),
  choice('lessonType', lessonTypes),
  choice('minutes', lessonMinutes),
  text('aimActivity'),
  text('aimContent'),
  text('resultsPersonal'),
  text('resultsCognitive'),
  text('resultsCommunicative'),
  text('resultsRegulative'),
  text('resultsSubject'),
  text('notions'),
  text('links'),
  text('resources'),
  text('forms'),
  text('differentiation'),
]

export const documentFields: Readonly<Record<DocumentKind, readonly Field[]>> = {
  lessonPlan: lessonPlanFields,
  note: [],
  roadmap: [],
}
