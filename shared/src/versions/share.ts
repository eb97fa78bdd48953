/** How much two lists of words have in common, 0 to 1 (Sørensen and Dice). */
export const share = (one: readonly string[], other: readonly string[]): number => {
  if (one.length + other.length === 0) return 1
  const left = new Map<string, number>()
  for (const word of one) left.set(word, (left.get(word) ?? 0) + 1)
  let common = 0
  for (const word of other) {
    const count = left.get(word) ?? 0
    if (count > 0) common++
    left.set(word, count - 1)
  }
  return (2 * common) / (one.length + other.length)
}
