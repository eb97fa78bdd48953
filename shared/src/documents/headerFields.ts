import type { Entry } from '../roadmaps/action.ts'

/**
 * What a header field says: a text is '' until somebody writes it, a choice or a day null until it is made, a set the
 * entries of it by key: `label` null for what Krug knows by its id, else the words.
 */
export type FieldValue = string | null | Entry[]
export type HeaderFields = Record<string, FieldValue>

/** True when nothing is written or chosen in the field. */
export const isBlank = (value: FieldValue | undefined): boolean =>
  value === undefined || value === null || value.length === 0
