import * as Y from 'yjs'
import { share } from './share.ts'

/** All words below a node. */
const wordsIn = (node: unknown): string[] => {
  if (node instanceof Y.Text) return node.toJSON().split(/\s+/u).filter(Boolean)
  return node instanceof Y.XmlFragment ? node.toArray().flatMap(wordsIn) : []
}

const LEAST_SHARE = 0.5

/** Whether one node may become the other by changes of its words rather than by being replaced. */
export const isSimilar = (one: unknown, other: unknown): boolean => {
  if (one instanceof Y.XmlText && other instanceof Y.XmlText) return true
  if (!(one instanceof Y.XmlElement && other instanceof Y.XmlElement)) return false
  return one.nodeName === other.nodeName && share(wordsIn(one), wordsIn(other)) >= LEAST_SHARE
}
