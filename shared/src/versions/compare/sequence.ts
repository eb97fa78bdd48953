import { type Lists, type Match, matchInOrder, refine } from '../pairs.ts'

/** Places of keys that stand once in each list. */
export const findUnique = ({ current, wanted }: Lists<string>): Match[] => {
  const places = (list: readonly string[]) => {
    const found = new Map<string, number>()
    for (const [index, key] of list.entries()) found.set(key, found.has(key) ? -1 : index)
    return found
  }
  const there = places(wanted)
  return [...places(current)].flatMap(([key, one]): Match[] => {
    const other = there.get(key) ?? -1
    return one === -1 || other === -1 ? [] : [[one, other]]
  })
}

/** The longest part of the matches in which both places rise; they come sorted by the first. */
export const longestRising = (matches: readonly Match[]): Match[] => {
  const ends: number[] = []
  const before: number[] = []
  for (const [index, [, other]] of matches.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const end = matches[ends[middle] ?? 0]
      if (end && end[1] < other) low = middle + 1
      else high = middle
    }
    before[index] = ends[low - 1] ?? -1
    ends[low] = index
  }
  const rising: Match[] = []
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const match = matches[index]
    if (match) rising.unshift(match)
  }
  return rising
}

const TABLE_MAX = 1_000_000

/**
 * Places of equal keys of two lists, rising in both. Short lists by the longest sequence that both hold; long ones first by
 * what stands once in each, so that a programme of eighty pages takes milliseconds too.
 */
export const matchSequence = (current: readonly string[], wanted: readonly string[]): Match[] => {
  if (current.length * wanted.length <= TABLE_MAX) return matchInOrder(current, wanted)
  const lists = { current, wanted }
  return refine(lists, longestRising(findUnique(lists)), (gap) => matchInOrder(gap.current, gap.wanted))
}
