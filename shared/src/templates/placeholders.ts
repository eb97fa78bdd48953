import * as Y from 'yjs'

/** What a placeholder stands for, with the words that people write in braces. */
const names = {
  school: ['школа', 'school'],
  author: ['автор', 'author'],
  date: ['дата', 'date'],
  schoolYear: ['учебный год', 'school year'],
} as const satisfies Record<string, readonly string[]>

export type Placeholder = keyof typeof names
/** Null leaves the placeholder as it stands: there is nothing to say. */
export type Filling = Record<Placeholder, string | null>

const PLACEHOLDER = /\{([^{}]{1,40})\}/g

const meaningOf = (written: string): Placeholder | undefined => {
  const word = written.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  return (Object.keys(names) as Placeholder[]).find((name) =>
    (names[name] as readonly string[]).includes(word),
  )
}

type Found = { at: number; length: number; words: string }

const findIn = (text: string, filling: Filling): Found[] =>
  [...text.matchAll(PLACEHOLDER)].flatMap((match) => {
    const meaning = meaningOf(match[1] ?? '')
    const words = meaning && filling[meaning]
    return words ? [{ at: match.index, length: match[0].length, words }] : []
  })

type Piece = { insert: unknown }

/** As one string in which everything that is no letter takes one place, as Yjs counts. */
const lettersOf = (text: Y.Text): string =>
  (text.toDelta() as Piece[]).map(({ insert }) => (typeof insert === 'string' ? insert : '\u{fffc}')).join('')

/** Gives how many were filled, at most `most`. */
const fillText = (text: Y.Text, filling: Filling, most: number): number => {
  const found = findIn(lettersOf(text), filling).slice(0, most)
  for (const { at, length, words } of found.toReversed()) {
    // Behind the first letter, so that the words look as the placeholder does.
    text.insert(at + 1, words)
    text.delete(at + 1 + words.length, length - 1)
    text.delete(at, 1)
  }
  return found.length
}

const partsOf = (node: unknown): unknown[] => {
  if (node instanceof Y.Text) return []
  if (node instanceof Y.XmlFragment || node instanceof Y.Array) return node.toArray()
  return node instanceof Y.Map ? [...node.values()] : []
}

const FILLED_MOST = 500

/**
 * Fills the placeholders of a new document, in its header, its text and the rows of a plan: «{школа}» becomes the school's
 * name. What stands in braces and is no placeholder stays. Nobody writes more than a few; the first 500 are filled.
 */
export const fillDocument = (doc: Y.Doc, filling: Filling): void => {
  let left = FILLED_MOST
  const fill = (node: unknown): void => {
    if (left > 0 && node instanceof Y.Text) left -= fillText(node, filling, left)
    for (const part of partsOf(node)) fill(part)
  }
  for (const root of [doc.getMap('fields'), doc.getXmlFragment('body'), doc.getArray('rows')]) fill(root)
}
