import * as Y from 'yjs'

export type Attributes = Readonly<Record<string, unknown>>
export type Run = { text: string; attributes: Attributes }

/** Keys in one order: a map lists them as they came, which differs between copies and means nothing. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}

/** The same words for the same value, in all copies of a document. */
export const wordsFor = (value: unknown): string => (value === undefined ? '' : JSON.stringify(sorted(value)))

type Delta = { insert?: unknown; attributes?: Attributes }[]

/** A text as runs of equal marks; Yjs may hold one run in several pieces. What is no character counts as one. */
export const runsOf = (text: Y.Text): Run[] => {
  const runs: Run[] = []
  for (const { insert, attributes = {} } of text.toDelta() as Delta) {
    const piece = typeof insert === 'string' ? insert : '\uFFFC'
    const last = runs.at(-1)
    if (last && wordsFor(last.attributes) === wordsFor(attributes)) last.text += piece
    else runs.push({ text: piece, attributes })
  }
  return runs
}

/** A shared type or value as a reader finds it; equal for equal content, whatever its ids and pieces. */
export const describe = (held: unknown): unknown => {
  if (held instanceof Y.Text) return runsOf(held).map(({ text, attributes }) => [text, sorted(attributes)])
  if (held instanceof Y.XmlElement)
    return [held.nodeName, sorted(held.getAttributes()), held.toArray().map(describe)]
  if (held instanceof Y.XmlFragment || held instanceof Y.Array) return held.toArray().map(describe)
  if (held instanceof Y.Map)
    return sorted(Object.fromEntries([...held.entries()].map(([key, one]) => [key, describe(one)])))
  return sorted(held)
}

/** Everything a reader finds in a document. Rows by their words: positions in their list mean nothing. */
export const contentOf = (doc: Y.Doc) => ({
  body: describe(doc.getXmlFragment('body')),
  fields: describe(doc.getMap('fields')),
  rows: doc
    .getArray('rows')
    .toArray()
    .map((row) => JSON.stringify(describe(row)))
    .sort(),
})
