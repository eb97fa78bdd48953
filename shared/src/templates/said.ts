import type { Field } from '../documents/field.ts'
import type { NamedParties } from '../documents/outputs.ts'
import type { FieldValue } from '../documents/headerFields.ts'
import type { Translate } from '../i18n/translate.ts'
import type { Entry } from '../roadmaps/action.ts'
import type { Direction } from '../roadmaps/words.ts'
import type { TemplateWords } from './template.ts'

/** What stands around a form: its words in the reader's language, and whom it names or may name. */
export type Surroundings = { form: TemplateWords; parties: NamedParties }

/** What a header is said with; `day` says a day with its year. */
export type Saying = Surroundings & { t: Translate; day: (day: string) => string }

export const directionWords = (code: Direction, t: Translate): string =>
  `${code}. ${t(`roadmaps.directionFull.${code}`)}`

/** How an entry of a set is said: by its name in Krug, else by the words that were written. */
export const entryWords = (field: Field, { id, label }: Entry, { parties, t }: Saying): string => {
  if (label !== null) return label
  if (field.shape === 'set' && field.of === 'directions') return directionWords(id as Direction, t)
  const found = [...parties.people, ...parties.schools].find((one) => one.id === id)
  return found?.shortName ?? t('roadmaps.someone')
}

/** What a field says, for readers and for paper; '' when nothing. */
export const saidIn = (field: Field, value: FieldValue, saying: Saying): string => {
  if (value === null) return ''
  if (typeof value !== 'string') return value.map((entry) => entryWords(field, entry, saying)).join(', ')
  if (field.shape === 'day') return saying.day(value)
  return field.shape === 'choice' ? (saying.form.choices?.[field.name]?.[value] ?? value) : value
}
