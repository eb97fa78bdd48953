import { z } from 'zod'
import { documentKinds, documentStates } from '../documents/kinds.ts'

/** An absent filter and an empty one are the same: forms send both. */
const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

/** What lists of documents can be narrowed to; each goes into the address. */
export const documentFilters = z.object({
  kind: optional(z.enum(documentKinds)),
  state: optional(z.enum(documentStates)),
  community: optional(z.uuid()),
  /** A school that wrote in it. */
  school: optional(z.uuid()),
  /** Words of the header field. */
  subject: optional(z.string().max(120)),
  grade: optional(z.coerce.number().int().min(1).max(11)),
})
export type DocumentFilters = z.infer<typeof documentFilters>

/** A part of a list: `before` names its last document so far. */
export const documentListInput = documentFilters.extend({
  /** Only what I keep at hand. */
  favourite: optional(z.literal('1')),
  before: optional(z.uuid()),
  limit: optional(z.coerce.number().int().min(1).max(100)),
})
export type DocumentListInput = z.infer<typeof documentListInput>

export const searchInput = documentFilters.extend({
  q: z.string().default(''),
  /** So many documents are passed. */
  from: z.coerce.number().int().min(0).max(1_000).default(0),
  /** The last word may still grow: for answers while one types. */
  typing: optional(z.literal('1')),
})
export type SearchInput = z.infer<typeof searchInput>
