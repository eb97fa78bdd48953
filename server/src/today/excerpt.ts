import type { BodyNode } from 'shared/documents/body'
import { textOf } from 'shared/documents/minutes'
import { readBody } from 'shared/documents/readBody'
import * as Y from 'yjs'

export type Excerpt = { excerpt: string; place: string | null }

const BEFORE = 110
const AFTER = 60
const BEGINNING = 170

type Spot = { text: Y.Text; words: string; index: number }

const wordsOf = (text: Y.Text): string =>
  (text.toDelta() as { insert?: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : ' '))
    .join('')

/** Items of an update from its last to its first: deletions and parts collected since are none. */
const lastItems = (update: Uint8Array): Y.Item[] => {
  try {
    return Y.decodeUpdate(update)
      .structs.filter((struct) => struct instanceof Y.Item)
      .reverse()
  } catch {
    return []
  }
}

const spotOf = (doc: Y.Doc, { id, length }: Y.Item): Spot | null => {
  const item = { client: id.client, clock: id.clock + length - 1 }
  const known = Y.getState(doc.store, item.client) > item.clock
  const position = known
    ? Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON({ item, assoc: 0 }), doc)
    : null
  if (!(position?.type instanceof Y.Text)) return null
  const words = wordsOf(position.type)
  return words.trim() === '' ? null : { text: position.type, words, index: position.index + 1 }
}

const findSpot = (doc: Y.Doc, updates: readonly Uint8Array[]): Spot | null => {
  for (const update of updates.toReversed())
    for (const item of lastItems(update)) {
      const spot = spotOf(doc, item)
      if (spot) return spot
    }
  return null
}

/** The words around a place, cut between words. */
const windowOf = (words: string, index: number): string => {
  const start = index > BEFORE ? words.indexOf(' ', index - BEFORE) + 1 : 0
  const cut = words.length > index + AFTER ? words.lastIndexOf(' ', index + AFTER) : words.length
  const end = cut > start ? cut : words.length
  return `${start > 0 ? '…' : ''}${words.slice(start, end).trim()}${end < words.length ? '…' : ''}`
}

const textBelow = (node: unknown): string => {
  const words: string[] = []
  const waiting: unknown[] = [node]
  for (let next = waiting.pop(); next; next = waiting.pop())
    if (next instanceof Y.Text) words.push(wordsOf(next))
    else if (next instanceof Y.XmlElement) for (const child of next.toArray().reverse()) waiting.push(child)
  return words[0]?.trim() ?? ''
}

/** The stage a cell belongs to is named in the first cell of its row; other text belongs to the heading above. */
const placeOf = (doc: Y.Doc, text: Y.Text): string | null => {
  let block: unknown = text
  let row: Y.XmlElement | null = null
  const body = doc.getXmlFragment('body')
  for (let parent = text.parent; parent && parent !== body; parent = parent.parent) {
    block = parent
    if (parent instanceof Y.XmlElement && parent.nodeName === 'tableRow') row = parent as Y.XmlElement
  }
  if (row) return textBelow(row.get(0)) || null
  const blocks: unknown[] = body.toArray()
  const above = blocks.slice(0, Math.max(0, blocks.indexOf(block))).reverse()
  const heading = above.find((node) => node instanceof Y.XmlElement && node.nodeName === 'heading')
  return textBelow(heading) || null
}

/** The heads of a lesson's table and its stages are the template's words, not what people wrote. */
const withoutHeads = (node: BodyNode): BodyNode =>
  node.content
    ? { ...node, content: node.content.filter(({ type }) => type !== 'tableHeader').map(withoutHeads) }
    : node

const beginningOf = (doc: Y.Doc): string => {
  const words = textOf(withoutHeads(readBody(doc)))
  return words.length > BEGINNING ? `${words.slice(0, words.lastIndexOf(' ', BEGINNING))}…` : words
}

/** Words from where somebody wrote last, given her last updates in order; the document's beginning when none is left. */
export const excerptOf = (doc: Y.Doc, ownUpdates: readonly Uint8Array[]): Excerpt => {
  const spot = findSpot(doc, ownUpdates)
  if (!spot) return { excerpt: beginningOf(doc), place: null }
  return { excerpt: windowOf(spot.words, spot.index), place: placeOf(doc, spot.text) }
}
