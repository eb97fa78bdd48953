import type { Field } from 'shared/documents/field'
import type { FieldValue } from 'shared/documents/readFields'
import type { NamedParties } from 'shared/documents/outputs'
import type { MessageKey, Translate } from 'shared/i18n/translate'
import type { Entry } from 'shared/roadmaps/action'
import type { TemplateWords } from 'shared/templates/template'
import type { Words } from '#lib/i18n/words.ts'
import { option, type Option } from '#lib/ui/options.ts'
import { directions } from 'shared/roadmaps/words'

/** What stands around a form: its words in the reader's language, and whom it names or may name. */
export type Surroundings = { form: TemplateWords; parties: NamedParties }
export type Saying = Surroundings & { words: Words }

const directionWords = (code: string, t: Translate): string =>
  `${code}. ${t(`roadmaps.directionFull.${code}` as MessageKey)}`

/** How an entry of a set is said: by its name in Krug, else by the words that were written. */
export const entryWords = (field: Field, { id, label }: Entry, { parties, words }: Saying): string => {
  if (label !== null) return label
  if (field.shape === 'set' && field.of === 'directions') return directionWords(id, words.t)
  const found = [...parties.people, ...parties.schools].find((one) => one.id === id)
  return found?.shortName ?? words.t('roadmaps.someone')
}

/** What a field says, for readers and for paper; '' when nothing. */
export const saidIn = (field: Field, value: FieldValue, saying: Saying): string => {
  if (value === null) return ''
  if (typeof value !== 'string') return value.map((entry) => entryWords(field, entry, saying)).join(', ')
  if (field.shape === 'day') return saying.words.dates.day(value)
  return field.shape === 'choice' ? (saying.form.choices?.[field.name]?.[value] ?? value) : value
}

/** What a set may be filled with: people of the community with their school, schools, or directions. */
export const optionsOf = (field: Field, { parties, words: { t } }: Saying): Option[] => {
  if (field.shape !== 'set') return []
  if (field.of === 'directions')
    return directions.map((code) => option(code, directionWords(code, t), '', ''))
  if (field.of === 'schools') return parties.schools.map(({ id, shortName }) => option(id, shortName, '', ''))
  const schools = new Map(parties.schools.map(({ id, shortName }) => [id, shortName]))
  return parties.people
    .filter(({ isMember }) => isMember)
    .map(({ id, shortName, schoolId }) => option(id, shortName, schools.get(schoolId ?? '') ?? '', ''))
}
