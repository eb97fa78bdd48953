import { z } from 'zod'
import { authorOutput, documentContent } from '../documents/outputs.ts'

export const versionKinds = ['automatic', 'named', 'beforeRestore', 'approved'] as const
export type VersionKind = (typeof versionKinds)[number]

export const versionOutput = z.object({
  id: z.uuid(),
  kind: z.enum(versionKinds),
  /** The last row of the log that is in it. */
  seq: z.number().int(),
  /** Automatic: when its last row was written. Else when it was asked for. */
  at: z.iso.datetime(),
  name: z.string().nullable(),
  /** Short name of who asked for it or named it. */
  by: z.string().nullable(),
  /** Who wrote since the version before it, as far as the log still knows. */
  authors: z.array(authorOutput),
})
export type VersionOutput = z.infer<typeof versionOutput>

export const versionContent = versionOutput.omit({ authors: true }).extend({ content: documentContent })
export type VersionContent = z.infer<typeof versionContent>

export const versionMade = z.object({ id: z.uuid() })

export const versionRestored = z.object({
  /** Row of the log that the restore is; null when the document said the same already. */
  seq: z.number().int().nullable(),
  /** The version of what the document said before. */
  before: z.uuid().nullable(),
})
export type VersionRestored = z.infer<typeof versionRestored>

const run = z.object({
  text: z.string(),
  /** Place in `authors`; null for what came with a template or an import, or is older than the log. */
  author: z.number().int().nullable(),
  /** The hour it was written in, its start; for what was restored, when it was first written. */
  at: z.iso.datetime().nullable(),
})

export const authorshipOutput = z.object({
  /** A person once for every school she wrote for. */
  authors: z.array(authorOutput),
  /** `path` leads from the body to a block of text by places among children; what is no character counts as one. */
  body: z.array(z.object({ path: z.array(z.number().int()), runs: z.array(run) })),
  fields: z.array(z.object({ field: z.string(), runs: z.array(run) })),
  rows: z.array(z.object({ row: z.string(), cell: z.string(), runs: z.array(run) })),
  /** What the document says at that very moment. */
  content: documentContent,
})
export type Authorship = z.infer<typeof authorshipOutput>

export const documentPurged = z.object({
  id: z.uuid(),
  /** The new generation: a room is asked for by `{id}~{gen}`. */
  gen: z.number().int(),
})
