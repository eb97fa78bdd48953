const plain = (words: string): string => words.toLowerCase().replaceAll('ё', 'е').trim()

/** Something that is found by its label or by other words for it, in Russian and in English. */
export type Findable = { label: string; also?: string }

const rank = ({ label, also = '' }: Findable, asked: string): number => {
  const own = plain(label)
  if (own.startsWith(asked)) return 0
  const words = `${own} ${plain(also)}`.split(/[\s,]+/)
  if (words.some((word) => word.startsWith(asked))) return 1
  return own.includes(asked) ? 2 : 3
}

/** Those that fit what was asked for: the ones that begin so first, else in their own order. */
export const find = <T extends Findable>(all: readonly T[], query: string): T[] => {
  const asked = plain(query)
  if (asked === '') return [...all]
  return all
    .map((one, index) => ({ one, index, rank: rank(one, asked) }))
    .filter((found) => found.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ one }) => one)
}
