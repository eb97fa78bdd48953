import type { Field } from 'shared/documents/field'
import { documentFields } from 'shared/documents/fields'
import type { FormKind } from 'shared/documents/kinds'

/** The rows of a kind's form in their groups. */
export type Layout = {
  /** The large line on top, where the kind has one. */
  title: Field | undefined
  /** Fields that head the sheet. */
  head: readonly Field[]
  /** The rest opens on request, and on paper when something is written in it. */
  further: readonly Field[]
}

export const layoutOf = (kind: FormKind): Layout => {
  const rows = documentFields[kind].filter((field) => !field.title)
  const folds = rows.some((field) => field.head)
  return {
    title: documentFields[kind].find((field) => field.title),
    head: rows.filter((field) => field.head || !folds),
    further: rows.filter((field) => folds && !field.head),
  }
}

/** Forms that stand on paper as a table of two columns: a programme's passport, a card. */
const boxed: ReadonlySet<FormKind> = new Set([
  'programmePassport',
  'transitionProgramme',
  'practiceCard',
  'networkContract',
])
export const isBoxed = (kind: FormKind): boolean => boxed.has(kind)
