import type { ThreadOutput } from 'shared/comments/outputs'

/** Who spoke last among what is new here, but for the person herself. */
export const speakerIn = (
  newer: readonly ThreadOutput[],
  known: readonly ThreadOutput[],
  personId: string,
): string | null => {
  const heard = new Set(known.flatMap(({ comments }) => comments.map(({ id }) => id)))
  const said = newer.flatMap(({ comments }) => comments.filter(({ id }) => !heard.has(id)))
  return said.filter(({ author }) => author.id !== personId).at(-1)?.author.shortName ?? null
}

/** Newer threads in place of older ones; those of which nothing is left go. */
export const merge = (known: readonly ThreadOutput[], newer: readonly ThreadOutput[]): ThreadOutput[] => {
  const byId = new Map(known.map((thread) => [thread.id, thread]))
  for (const thread of newer) if ((byId.get(thread.id)?.seq ?? 0) <= thread.seq) byId.set(thread.id, thread)
  return [...byId.values()].filter(({ gone }) => !gone)
}
