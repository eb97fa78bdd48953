import { z } from 'zod'
import { reactionKinds } from './comment.ts'
import { anchorInput } from './inputs.ts'

const namedOutput = z.object({ id: z.uuid(), shortName: z.string() })

export const commenterOutput = namedOutput.extend({
  initials: z.string(),
  /** Where she worked then; for people who may be mentioned, where she works now. */
  school: z.object({ id: z.uuid(), shortName: z.string(), colour: z.number() }).nullable(),
})
export type Commenter = z.infer<typeof commenterOutput>

export const commentOutput = z.object({
  id: z.uuid(),
  author: commenterOutput,
  text: z.string(),
  at: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  /** A tombstone: its words are gone, its place in the talk stays. */
  deleted: z.boolean(),
  mentions: z.array(namedOutput),
  reactions: z.array(z.object({ kind: z.enum(reactionKinds), people: z.array(namedOutput) })),
})
export type CommentOutput = z.infer<typeof commentOutput>

export const threadOutput = z.object({
  id: z.uuid(),
  /** Number of its newest change among all changes of comments in this document. */
  seq: z.number(),
  anchor: anchorInput,
  quote: z.string(),
  copies: z.number(),
  /** Nothing is left of it: take it off the screen. */
  gone: z.boolean(),
  resolved: z.object({ by: namedOutput, at: z.iso.datetime() }).nullable(),
  comments: z.array(commentOutput),
})
export type ThreadOutput = z.infer<typeof threadOutput>

export const commentsOutput = z.object({
  /** Ask next time for what came after this. */
  seq: z.number(),
  threads: z.array(threadOutput),
})
export type CommentsOutput = z.infer<typeof commentsOutput>
