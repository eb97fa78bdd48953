import { lessonPlanFields, type Field } from 'shared/documents/fields'
import type { MessageKey } from 'shared/i18n/translate'

/** Fields that head the sheet; the rest opens on request, and on paper when something is written in it. */
const headNames = [
  'subject',
  'lessonType',
  'grade',
  'place',
  'aimActivity',
  'minutes',
  'aimContent',
  'textbook',
]

const byName = new Map(lessonPlanFields.map((field) => [field.name, field]))

export const headFields: readonly Field[] = headNames.flatMap((name) => byName.get(name) ?? [])

export const furtherFields: readonly Field[] = lessonPlanFields.filter(
  ({ name }) => name !== 'topic' && !headNames.includes(name),
)

export const fieldLabel = (name: string): MessageKey => `editor.field.${name}` as MessageKey

/** How a choice is said: the type of a lesson in words, its length as «45 минут». */
export const choiceKey = (name: string, value: string): MessageKey =>
  name === 'minutes' ? 'editor.minutesChoice' : (`editor.${name}.${value}` as MessageKey)
