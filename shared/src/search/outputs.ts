import { z } from 'zod'
import { documentSummaryOutput } from '../documents/outputs.ts'
import { documentKinds } from '../documents/kinds.ts'
import { personNameOutput } from '../people/person.ts'
import { actionStatuses } from '../roadmaps/words.ts'
import { schoolOutput } from '../schools/school.ts'
import { places } from './places.ts'

/** Text with the places in it that were found, never markup. */
const excerpt = z.object({ text: z.string(), hits: z.array(z.tuple([z.number().int(), z.number().int()])) })

export const foundDocument = documentSummaryOutput.extend({
  titleHits: excerpt.shape.hits,
  fragments: z.array(excerpt.extend({ place: z.enum(places), anchor: z.string() })),
})
export type FoundDocument = z.infer<typeof foundDocument>

export const foundAction = excerpt.extend({
  documentId: z.uuid(),
  documentTitle: z.string(),
  actionId: z.uuid(),
  status: z.enum(actionStatuses),
  dateTo: z.iso.date().nullable(),
})
export type FoundAction = z.infer<typeof foundAction>

export const foundPerson = z.object({
  person: personNameOutput,
  school: schoolOutput.nullable(),
  /** A community that she shares with the asker. */
  communityId: z.uuid().nullable(),
})
export type FoundPerson = z.infer<typeof foundPerson>

export const searchOutput = z.object({
  /** What was searched for instead, when nothing was found as it was typed. */
  instead: z.string().nullable(),
  people: z.array(foundPerson),
  schools: z.array(schoolOutput),
  documents: z.array(foundDocument),
  actions: z.array(foundAction),
  /** Where the next documents begin; null when these were the last. */
  next: z.number().int().nullable(),
})
export type SearchOutput = z.infer<typeof searchOutput>

/** A document one was in lately, as the dialog names it. */
export const recentDocument = z.object({
  id: z.uuid(),
  kind: z.enum(documentKinds),
  title: z.string(),
  communityName: z.string(),
})
export type RecentDocument = z.infer<typeof recentDocument>
