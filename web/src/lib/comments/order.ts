import type { ThreadOutput } from 'shared/comments/outputs'

export const filters = ['open', 'resolved', 'mine'] as const
export type Filter = (typeof filters)[number]

/** Talk that the person takes part in: she said something, or somebody named her. */
export const isMine = ({ comments }: ThreadOutput, personId: string): boolean =>
  comments.some(
    ({ author, mentions }) => author.id === personId || mentions.some(({ id }) => id === personId),
  )

const LAST = Number.MAX_SAFE_INTEGER

/** First what is about the whole document, then the text in its order, last what lost its words; older ones first. */
export const inOrder = (
  threads: readonly ThreadOutput[],
  places: ReadonlyMap<string, number | null>,
): ThreadOutput[] => {
  const rank = ({ id, anchor }: ThreadOutput) => (anchor.kind === 'document' ? -1 : (places.get(id) ?? LAST))
  return [...threads].sort((one, other) => rank(one) - rank(other) || one.id.localeCompare(other.id))
}
