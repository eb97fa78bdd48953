import { isEntry } from '../roadmaps/contract.ts'
import { isDay } from '../roadmaps/day.ts'
import { directions } from '../roadmaps/words.ts'

/** How a field stands in the form. */
export type Look = {
  /** The large first line of the sheet. */
  title?: true
  /** Across the whole sheet. */
  wide?: true
  /** Of several lines: Enter breaks them. */
  lines?: true
  /** Shown at once where the form of the kind folds. */
  head?: true
}

/**
 * Header fields under the root `fields` (DESIGN §3). A text is a Y.Text and a set a Y.Map, made once, by the server, when
 * the document is created: two people who write into one at once both stay. A choice is a plain string, one of `choices`
 * or absent; a day is an ISO date or absent. A set is keyed as the sets of a roadmap's row are.
 */
export type TextField = { name: string; shape: 'text' } & Look
export type ChoiceField = { name: string; shape: 'choice'; choices: readonly string[] } & Look
export type DayField = { name: string; shape: 'day' } & Look
export type SetField = { name: string; shape: 'set'; of: 'people' | 'schools' | 'directions' } & Look
export type Field = TextField | ChoiceField | DayField | SetField

export const text = (name: string, look: Look = {}): TextField => ({ name, shape: 'text', ...look })
export const choice = (name: string, choices: readonly string[], look: Look = {}): ChoiceField => ({
  name,
  shape: 'choice',
  choices,
  ...look,
})
export const day = (name: string, look: Look = {}): DayField => ({ name, shape: 'day', ...look })
export const set = (name: string, of: SetField['of'], look: Look = {}): SetField => ({
  name,
  shape: 'set',
  of,
  ...look,
})

/** True when the field may hold this plain value. */
export const acceptsValue = (field: Field, value: unknown): value is string =>
  field.shape === 'choice'
    ? typeof value === 'string' && field.choices.includes(value)
    : field.shape === 'day' && isDay(value)

/** True when the field is a set that may hold this entry: an id, or words under an id of their own. */
export const acceptsEntry = (field: Field, key: string, value: unknown): boolean => {
  if (field.shape !== 'set') return false
  return field.of === 'directions'
    ? value === true && (directions as readonly string[]).includes(key)
    : isEntry(key, value)
}
