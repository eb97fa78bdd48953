import type * as Y from 'yjs'
import { anchorWords, cellOf, pointOf, type BodyAnchor, type Point, type TextAnchor } from './anchor.ts'
import { bare, findWords, wordsBetween, type Flat, type Range, type Run } from './words.ts'

/** Fewer letters stand in every text: when they are deleted, others are not taken for them. */
const LETTERS_TO_FIND = 4

/** What a thread spoke of when it began. */
export type Quoted = {
  quote: string
  /** How often the same words stood elsewhere then: those are not ours. */
  copies: number
}

/** `moved`: found by its words, since the characters themselves were written anew; it should be anchored there. */
export type Placed = Range & { moved: boolean }

const same = (one: string, other: string): boolean => bare(one) === bare(other)

const nearest = (ranges: readonly Range[], to: number | null): Range | undefined =>
  [...ranges].sort((one, other) => Math.abs(one.from - (to ?? 0)) - Math.abs(other.from - (to ?? 0)))[0]

/** Where the quote stands besides where it always stood too. */
const findMoved = (
  runs: readonly Run[],
  { quote, copies }: Quoted,
  near: number | null,
): Range | undefined => {
  if (bare(quote).length < LETTERS_TO_FIND) return undefined
  const found = findWords(runs, quote)
  return found.length > copies ? nearest(found, near) : undefined
}

/**
 * Where a thread's words are now. `kept` is where its positions lead; as long as a character of it is left, others' edits
 * inside it change nothing. Splitting and joining paragraphs, moving, restoring and some undoing write the same
 * characters anew: then the quote is looked for. Null: the words were deleted.
 */
export const placeWords = (runs: readonly Run[], kept: Range | null, quoted: Quoted): Placed | null => {
  const words = kept ? wordsBetween(runs, kept) : ''
  if (kept && same(words, quoted.quote)) return { ...kept, moved: false }
  if (kept && bare(words) !== '') {
    // A part may have gone to another paragraph, beside what is left.
    const whole = findWords(runs, quoted.quote).find(({ from, to }) => from === kept.from || to === kept.to)
    return whole ? { ...whole, moved: true } : { ...kept, moved: false }
  }
  const found = findMoved(runs, quoted, kept?.from ?? null)
  return found ? { ...found, moved: true } : null
}

const pointIn = (
  { starts }: Flat,
  isIn: (start: number, end: number) => boolean,
  at: number,
): Point | null => {
  for (const [text, start] of starts) if (isIn(start, start + text.length)) return { text, index: at - start }
  return null
}

/** Anchors a stretch of a flat text; null when it is empty. */
export const anchorIn = (flat: Flat, { from, to }: Range): TextAnchor | null => {
  const start = pointIn(flat, (first, end) => first <= from && from < end, from)
  const last = pointIn(flat, (first, end) => first < to && to <= end, to)
  return start && last ? anchorWords(start, last) : null
}

/** Where positions lead in a flat text; empty when all characters between them are gone, null when nobody knows where they were. */
export const keptRange = (doc: Y.Doc, { starts }: Flat, anchor: TextAnchor): Range | null => {
  const [start, end] = [pointOf(doc, anchor.start), pointOf(doc, anchor.end)]
  const at = (point: typeof start) => point && (starts.get(point.text) ?? 0) + point.index
  const [from, to] = [at(start), at(end)]
  if (from !== null && to !== null) return { from, to: Math.max(from, to) }
  const known = from ?? to
  return known === null ? null : { from: known, to: known }
}

const isWithin = (text: Y.XmlText, cell: Y.XmlElement): boolean => {
  let above: unknown = text.parent
  while (above && above !== cell) above = (above as { parent: unknown }).parent
  return above === cell
}

/** The stretch of a cell's texts in a flat text; null when it has none. */
export const cellRange = ({ starts }: Flat, cell: Y.XmlElement): Range | null => {
  const own = [...starts].filter(([text]) => isWithin(text, cell))
  const [first, last] = [own[0], own.at(-1)]
  return first && last ? { from: first[1], to: last[1] + last[0].length } : null
}

/** What an anchor in the body speaks of, in a flat text. */
export const placeIn = (doc: Y.Doc, flat: Flat, anchor: BodyAnchor, quoted: Quoted): Placed | null => {
  if (anchor.kind === 'text') return placeWords(flat.runs, keptRange(doc, flat, anchor), quoted)
  const cell = cellOf(doc, anchor)
  const range = cell && (cellRange(flat, cell) ?? { from: 0, to: 0 })
  return range && { ...range, moved: false }
}
