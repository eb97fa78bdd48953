import { z } from 'zod'
import { documentKinds } from '../documents/kinds.ts'
import { documentSummaryOutput } from '../documents/outputs.ts'
import { personNameOutput } from '../people/person.ts'
import { actionStatuses } from '../roadmaps/words.ts'
import { schoolOutput } from '../schools/school.ts'

/** What the first page shows: go on, who waits for an answer, what changed, what is due, what is mine. */
export const todayOutput = z.object({
  resume: documentSummaryOutput
    .extend({
      visitedAt: z.iso.datetime(),
      /** Words around the place where she wrote last; '' when nothing is written yet. */
      excerpt: z.string(),
      /** The stage or heading it belongs to; null when there is none. */
      place: z.string().nullable(),
    })
    .nullable(),
  /** Since she was last in each document: one entry a person, school and document. */
  since: z.array(
    z.object({
      person: personNameOutput,
      school: schoolOutput.nullable(),
      document: z.object({ id: z.uuid(), title: z.string(), kind: z.enum(documentKinds) }),
      at: z.iso.datetime(),
    }),
  ),
  /** What colleagues said to her and she has not answered: one entry a thread, the newest first. */
  addressed: z.array(
    z.object({
      threadId: z.uuid(),
      person: personNameOutput,
      school: schoolOutput.nullable(),
      document: z.object({ id: z.uuid(), title: z.string(), kind: z.enum(documentKinds) }),
      how: z.enum(['mention', 'reply']),
      text: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  /** Rows of roadmaps whose date has passed or is near, the earliest first. */
  due: z.array(
    z.object({
      documentId: z.uuid(),
      actionId: z.uuid(),
      /** № of the row in its plan. */
      number: z.number().int(),
      title: z.string(),
      dateTo: z.iso.date(),
      status: z.enum(actionStatuses),
      /** Whole municipal days since the date; 0 while it has not passed. */
      overdueDays: z.number().int(),
    }),
  ),
  /** What she keeps at hand, the last chosen first. */
  kept: z.array(documentSummaryOutput),
  mine: z.array(documentSummaryOutput),
})
export type Today = z.infer<typeof todayOutput>
