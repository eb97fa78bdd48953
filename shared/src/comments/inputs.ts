import { z } from 'zod'
import { anchorInput } from './anchor.ts'

export const COMMENT_MAX = 4_000
const MENTIONS_MAX = 20

/** What a reader may answer without words; on screen a button with a word, and who pressed it. */
export const reactionKinds = ['agree', 'thanks', 'trying', 'question'] as const
export type ReactionKind = (typeof reactionKinds)[number]

export const replyInput = z.object({
  text: z.string().trim().min(1).max(COMMENT_MAX),
  /** People whom the text names with an @; only those who may read the document. */
  mentions: z.array(z.uuid()).max(MENTIONS_MAX).default([]),
})
export type ReplyInput = z.infer<typeof replyInput>

export const threadInput = replyInput.extend({ anchor: anchorInput })
export type ThreadInput = z.infer<typeof threadInput>

export const threadChange = z.object({ resolved: z.boolean() })

/** The words went elsewhere; `from` is the anchor that the sender knew. */
export const anchorChange = z.object({ from: anchorInput, to: anchorInput })
export type AnchorChange = z.infer<typeof anchorChange>

export const reactionInput = z.object({ on: z.boolean() })

export const commentsQuery = z.object({
  since: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
})
