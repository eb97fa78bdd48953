/** Places of two lists that belong together; both rise. */
export type Match = readonly [current: number, wanted: number]

export type Lists<T> = { current: readonly T[]; wanted: readonly T[] }

/** A table of so many cells is filled in a few milliseconds. */
const CELLS_MAX = 1_000_000

/** Equal keys by the longest sequence that both lists have in common; of very long ones only both ends are compared. */
export const matchInOrder = (current: readonly string[], wanted: readonly string[]): Match[] => {
  let start = 0
  while (start < current.length && start < wanted.length && current[start] === wanted[start]) start++
  let tail = 0
  const rest = Math.min(current.length, wanted.length) - start
  while (tail < rest && current.at(-1 - tail) === wanted.at(-1 - tail)) tail++
  const middle = longestCommon(
    current.slice(start, current.length - tail),
    wanted.slice(start, wanted.length - tail),
  )
  return [
    ...Array.from({ length: start }, (_, index): Match => [index, index]),
    ...middle.map(([one, other]): Match => [one + start, other + start]),
    ...Array.from({ length: tail }, (_, index): Match => {
      const fromEnd = tail - index
      return [current.length - fromEnd, wanted.length - fromEnd]
    }),
  ]
}

const longestCommon = (current: readonly string[], wanted: readonly string[]): Match[] => {
  const width = wanted.length + 1
  if ((current.length + 1) * width > CELLS_MAX) return []
  const lengths = new Uint32Array((current.length + 1) * width)
  const at = (one: number, other: number): number => lengths[one * width + other] ?? 0
  for (let one = current.length - 1; one >= 0; one--)
    for (let other = wanted.length - 1; other >= 0; other--)
      lengths[one * width + other] =
        current[one] === wanted[other]
          ? at(one + 1, other + 1) + 1
          : Math.max(at(one + 1, other), at(one, other + 1))
  const matches: Match[] = []
  for (let one = 0, other = 0; one < current.length && other < wanted.length;)
    if (current[one] === wanted[other]) matches.push([one++, other++])
    else if (at(one + 1, other) >= at(one, other + 1)) one++
    else other++
  return matches
}

/** So far ahead is looked for one that is alike. */
const AHEAD_MAX = 50

/** In order, each wanted one with the first that may become it. */
const matchSimilar = <T>(
  { current, wanted }: Lists<T>,
  isSimilar: (one: T, other: T) => boolean,
): Match[] => {
  const matches: Match[] = []
  let from = 0
  for (const [place, child] of wanted.entries()) {
    const ahead = current.slice(from, from + AHEAD_MAX).findIndex((one) => isSimilar(one, child))
    if (ahead === -1) continue
    matches.push([from + ahead, place])
    from += ahead + 1
  }
  return matches
}

/** Matches again, by `match`, in every stretch between two matches. */
export const refine = <T>(
  { current, wanted }: Lists<T>,
  known: readonly Match[],
  match: (lists: Lists<T>) => Match[],
) => {
  const all: Match[] = []
  let from: Match = [0, 0]
  for (const next of [...known, [current.length, wanted.length] as Match]) {
    const [one, other] = from
    const found = match({ current: current.slice(one, next[0]), wanted: wanted.slice(other, next[1]) })
    all.push(...found.map(([a, b]): Match => [a + one, b + other]), next)
    from = [next[0] + 1, next[1] + 1]
  }
  return all.slice(0, -1)
}

type Rules<T> = {
  identityOf: (child: T) => string
  /** Equal for equal content. */
  wordsFor: (child: T) => string
  isSimilar: (one: T, other: T) => boolean
}

/**
 * For each wanted child the current one that shall become it, or null; partners stand in the same order in both lists.
 * First those that are the same (their order never changes, for Yjs moves nothing), then those that say the same, then
 * those that are alike.
 */
export const pairChildren = <T>(
  lists: Lists<T>,
  { identityOf, wordsFor, isSimilar }: Rules<T>,
): (T | null)[] => {
  const places = new Map(lists.current.map((child, index) => [identityOf(child), index]))
  let last = -1
  const same = lists.wanted.flatMap((child, index): Match[] => {
    const place = places.get(identityOf(child)) ?? -1
    if (place <= last) return []
    last = place
    return [[place, index]]
  })
  const equal = refine(lists, same, ({ current, wanted }) =>
    matchInOrder(current.map(wordsFor), wanted.map(wordsFor)),
  )
  const alike = refine(lists, equal, (gap) => matchSimilar(gap, isSimilar))
  const partners = new Map(alike.map(([one, other]) => [other, lists.current[one] ?? null]))
  return lists.wanted.map((_, index) => partners.get(index) ?? null)
}
