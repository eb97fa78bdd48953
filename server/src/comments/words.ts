import { cellOf, QUOTE_MAX, type Anchor, type TextAnchor } from 'shared/comments/anchor'
import { cellRange, keptRange } from 'shared/comments/place'
import { bare, findWords, flatten, wordsBetween, type Flat } from 'shared/comments/words'
import { problem, type Problem } from 'shared/protocol/problem'
import type { Action } from 'shared/roadmaps/action'
import { readRoadmap } from 'shared/roadmaps/read'
import type * as Y from 'yjs'
import type { Authorized } from '../access/authorize.ts'
import type { Texts } from '../documents/texts.ts'

type Spoken = { quote: string; copies: number }

/** Positions that lead nowhere, or only to deleted words: perhaps the words are still on their way here. */
const absent = problem('conflict')
const tooLong = problem('invalid', { anchor: 'tooLong' })

const readText = (doc: Y.Doc, flat: Flat, anchor: TextAnchor): Spoken | Problem => {
  const range = keptRange(doc, flat, anchor)
  const quote = range ? wordsBetween(flat.runs, range) : ''
  if (quote.length > QUOTE_MAX) return tooLong
  return bare(quote) === '' ? absent : { quote, copies: findWords(flat.runs, quote).length - 1 }
}

const textColumns = ['title', 'result', 'indicator'] as const
const isTextColumn = (column: string): column is (typeof textColumns)[number] =>
  (textColumns as readonly string[]).includes(column)

const readRow = (doc: Y.Doc, { row, column }: Extract<Anchor, { kind: 'row' }>): Spoken | Problem => {
  const action: Action | undefined = readRoadmap(doc).actions.find(({ id }) => id === row)
  if (!action) return absent
  const words = isTextColumn(column) && action[column] !== '' ? action[column] : action.title
  return { quote: words.slice(0, QUOTE_MAX), copies: 0 }
}

/**
 * The words that an anchor speaks of, read in the committed text: a quote is never the commenter's claim. Refuses anchors
 * of another kind of document, of other roots, and of nothing.
 */
export const readSpoken = async (
  texts: Texts,
  { documentId, kind }: Authorized<'document.comment' | 'document.edit'>['subject'],
  anchor: Anchor,
): Promise<Spoken | Problem> => {
  if (anchor.kind === 'document') return { quote: '', copies: 0 }
  if ((anchor.kind === 'row') !== (kind === 'roadmap')) return problem('invalid', { anchor: 'notAllowed' })
  const doc = await texts.read(documentId)
  if (anchor.kind === 'row') return readRow(doc, anchor)
  const flat = flatten(doc.getXmlFragment('body'))
  if (anchor.kind === 'text') return readText(doc, flat, anchor)
  const cell = cellOf(doc, anchor)
  if (!cell) return absent
  const range = cellRange(flat, cell)
  return { quote: range ? wordsBetween(flat.runs, range).slice(0, QUOTE_MAX) : '', copies: 0 }
}
