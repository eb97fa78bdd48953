/** Letters of one comment. */
export const COMMENT_MAX = 4_000

/** What a reader may answer without words; on screen a button with a word, and who pressed it. */
export const reactionKinds = ['agree', 'thanks', 'trying', 'question'] as const
export type ReactionKind = (typeof reactionKinds)[number]
