import * as Y from 'yjs'

/** All words below a node. */
const wordsIn = (node: unknown): string[] => {
  if (node instanceof Y.Text) return node.toJSON().split(/\s+/u).filter(Boolean)
  return node instanceof Y.XmlFragment ? node.toArray().flatMap(wordsIn) : []
}

const LEAST_SHARE = 0.5

const share = (one: readonly string[], other: readonly string[]): number => {
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

/** Whether one node may become the other by changes of its words rather than by being replaced. */
export const isSimilar = (one: unknown, other: unknown): boolean => {
  if (one instanceof Y.XmlText && other instanceof Y.XmlText) return true
  if (!(one instanceof Y.XmlElement && other instanceof Y.XmlElement)) return false
  return one.nodeName === other.nodeName && share(wordsIn(one), wordsIn(other)) >= LEAST_SHARE
}
