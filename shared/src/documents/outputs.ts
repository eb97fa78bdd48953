import { z } from 'zod'
import { documentCapabilities } from '../permissions/capabilities.ts'
import { schoolOutput } from '../schools/school.ts'
import { namedPersonOutput } from '../roadmaps/outputs.ts'
import { documentKinds, documentStates } from './kinds.ts'
import { lossCodes } from './losses.ts'

/** Somebody who wrote in a document, for the school she worked at then. */
export const authorOutput = z.object({
  id: z.uuid(),
  shortName: z.string(),
  initials: z.string(),
  schoolId: z.uuid().nullable(),
})

export const documentSummaryOutput = z.object({
  id: z.uuid(),
  kind: z.enum(documentKinds),
  title: z.string(),
  /** Code of the template it was made from. */
  template: z.string().nullable(),
  state: z.enum(documentStates),
  createdAt: z.iso.datetime(),
  /** When somebody last wrote in it; null while it is as it was made. */
  editedAt: z.iso.datetime().nullable(),
  communityId: z.uuid(),
  communityName: z.string(),
  /** Schools that wrote in it, in the order of the network. */
  schools: z.array(schoolOutput),
  authors: z.array(authorOutput),
})
export type DocumentSummary = z.infer<typeof documentSummaryOutput>

export const documentOutput = documentSummaryOutput.extend({
  /** Generation of the stored history: a room is asked for by `{id}~{gen}`. */
  gen: z.number().int(),
  abilities: z.array(z.enum(documentCapabilities)),
  community: z.object({ id: z.uuid(), name: z.string() }),
  /** Whether she who asks keeps it at hand. */
  isFavourite: z.boolean(),
  /** When it was put into the trash; such a document is shown only to who may bring it back. */
  trashedAt: z.iso.datetime().nullable(),
})
export type DocumentOutput = z.infer<typeof documentOutput>

export const trashedDocumentOutput = documentSummaryOutput.extend({
  trashedAt: z.iso.datetime(),
  /** Short name of who put it there. */
  trashedBy: z.string().nullable(),
})
export type TrashedDocument = z.infer<typeof trashedDocumentOutput>

export const documentMade = z.object({ id: z.uuid() })

export const documentImported = z.object({
  id: z.uuid(),
  losses: z.array(z.object({ code: z.enum(lossCodes), count: z.number().int() })),
})

/** Whom a form names or may name: people of the community, and schools of the network. */
export const namedParties = z.object({ people: z.array(namedPersonOutput), schools: z.array(schoolOutput) })
export type NamedParties = z.infer<typeof namedParties>

const node = z.looseObject({ type: z.string() })

export const documentContent = z.object({
  /** ProseMirror JSON, only of what the editor's schema knows. */
  body: node,
  /** By name: a text or a choice, a day as ISO date, null for none; a set as its entries (`label` null: known by its id). */
  fields: z.record(
    z.string(),
    z.union([z.string(), z.null(), z.array(z.object({ id: z.string(), label: z.string().nullable() }))]),
  ),
  /** Rows of a roadmap in display order. */
  rows: z.array(z.looseObject({ id: z.string() })),
})
