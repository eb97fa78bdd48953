import { z } from 'zod'
import { columns } from '../roadmaps/columns.ts'
import type { Anchor } from './anchor.ts'
import { COMMENT_MAX } from './comment.ts'

const MENTIONS_MAX = 20

export const replyInput = z.object({
  text: z.string().trim().min(1).max(COMMENT_MAX),
  /** People whom the text names with an @; only those who may read the document. */
  mentions: z.array(z.uuid()).max(MENTIONS_MAX).default([]),
})
export type ReplyInput = z.infer<typeof replyInput>

/** What is said for the first time. Sent again with the same `id`, as after a lost answer, it is said once all the same. */
export const saidInput = replyInput.extend({ id: z.uuid().optional() })
export type SaidInput = z.infer<typeof saidInput>

const position = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[\w-]+$/)

export const anchorInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), start: position, end: position }),
  z.object({ kind: z.literal('cell'), cell: position }),
  z.object({ kind: z.literal('row'), row: z.uuid(), column: z.enum(columns) }),
  z.object({ kind: z.literal('document') }),
]) satisfies z.ZodType<Anchor>

export const threadInput = saidInput.extend({ anchor: anchorInput })
export type ThreadInput = z.infer<typeof threadInput>

export const threadChange = z.object({ resolved: z.boolean() })

/** The words went elsewhere; `from` is the anchor that the sender knew. */
export const anchorChange = z.object({ from: anchorInput, to: anchorInput })
export type AnchorChange = z.infer<typeof anchorChange>

export const reactionInput = z.object({ on: z.boolean() })

export const commentsQuery = z.object({
  since: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
})
