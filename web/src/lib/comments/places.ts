import type { Node } from '@tiptap/pm/model'
import type { Anchor } from 'shared/comments/anchor'
import { placeWords } from 'shared/comments/place'
import { type Range, type Run } from 'shared/comments/words'
import { anchorAt, rangeOf, rangeOfCell, type Bound } from './positions.ts'
import type { Marked } from './surface.ts'

/** What is drawn of a thread: its words or its cell. */
export type Place = Range & { isCell: boolean }

/** Where a thread's own positions lead; null where nothing is left of what they held on to. */
export const placeOf = (bound: Bound, doc: Node, { anchor }: Pick<Marked, 'anchor'>): Place | null => {
  if (anchor.kind === 'cell') {
    const cell = rangeOfCell(bound, doc, anchor)
    return cell && { ...cell, isCell: true }
  }
  const range = anchor.kind === 'text' ? rangeOf(bound, anchor) : null
  return range && range.to > range.from ? { ...range, isCell: false } : null
}

/** Where a thread's words stand when its positions do not lead to all of them: its new anchor, or null when they do. */
export const findAgain = (bound: Bound, runs: readonly Run[], thread: Marked): Anchor | null => {
  if (thread.anchor.kind !== 'text') return null
  const placed = placeWords(runs, rangeOf(bound, thread.anchor), thread)
  return placed?.moved ? anchorAt(bound, placed) : null
}

/**
 * The new anchor of words that an edit of one's own wrote anew, as splitting a paragraph does. `mapped` is where the
 * editor itself carried them; null when the positions lead there still, or the words were deleted.
 */
export const followOwn = (bound: Bound, thread: Marked, mapped: Range): Anchor | null => {
  if (thread.anchor.kind !== 'text' || mapped.to <= mapped.from) return null
  const kept = rangeOf(bound, thread.anchor)
  return kept?.from === mapped.from && kept.to === mapped.to ? null : anchorAt(bound, mapped)
}
