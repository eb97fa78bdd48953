/** How many signs differ, within `most`; more are not counted. Two neighbours that changed places are one. */
const distance = (one: string, other: string, most: number): number => {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let above: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row++) {
    const next = [row]
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1]
      const swapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      next.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (above[column - 2] ?? 0) + 1 : Infinity,
        ),
      )
    }
    above = last
    last = next
  }
  return last.at(-1) ?? 0
}

/** Mistakes that are forgiven in a word: none in short ones, which are other words. */
const forgiven = (word: string): number => (word.length < 4 ? 0 : word.length < 7 ? 1 : 2)

/** 3 the word itself, 2 it begins so, 1 almost so, 0 another word. Both are folded. */
const nearness = (asked: string, word: string): number => {
  if (word === asked) return 3
  if (word.startsWith(asked)) return 2
  const most = forgiven(asked)
  return most > 0 && distance(asked, word, most) <= most ? 1 : 0
}

/** How well words that were asked for fit a name of few words; 0 when one of them fits nothing in it. */
export const fitOf = (asked: readonly string[], name: readonly string[]): number => {
  const fits = asked.map((one) => Math.max(0, ...name.map((word) => nearness(one, word))))
  return fits.length === 0 || fits.includes(0) ? 0 : fits.reduce((sum, fit) => sum + fit, 0) / fits.length
}
