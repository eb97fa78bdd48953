import { heading, paragraph, type BodyNode } from 'shared/documents/body'
import type { Piece } from './outline.ts'

type Item = { number: number | null; text: string }
type Group = { kind: 'list'; items: Item[] } | { kind: 'single'; node: BodyNode }

const endsItem = (text: string | undefined): boolean => /[;,]$/u.test(text ?? '')

/** An item without its sign: PDFs lose the signs of lists, but «…;» ends an item and the next goes on the list. */
const isItem = (piece: Piece, before: Piece | undefined): boolean => {
  if (piece.kind === 'heading') return false
  if (piece.kind === 'item') return true
  return endsItem(piece.text) || (before?.kind !== 'heading' && endsItem(before?.text))
}

const groupPieces = (pieces: readonly Piece[]): Group[] => {
  const groups: Group[] = []
  for (const [index, piece] of pieces.entries()) {
    const last = groups.at(-1)
    const before = pieces[index - 1]
    if (!isItem(piece, before)) {
      const { text } = piece
      groups.push({
        kind: 'single',
        node: piece.kind === 'heading' ? heading(piece.level, text) : paragraph(text),
      })
      continue
    }
    const item = { number: piece.kind === 'item' ? piece.number : null, text: piece.text }
    const sameKind = last?.kind === 'list' && (last.items.at(-1)?.number === null) === (item.number === null)
    if (sameKind) last.items.push(item)
    else groups.push({ kind: 'list', items: [item] })
  }
  return groups
}

const listNode = ([first, ...rest]: Item[]): BodyNode[] => {
  if (!first) return []
  const content = [first, ...rest].map(({ text }) => ({ type: 'listItem', content: [paragraph(text)] }))
  return first.number === null
    ? [{ type: 'bulletList', content }]
    : [{ type: 'orderedList', attrs: { start: first.number }, content }]
}

/** Pieces as a body: neighbouring items become one list. */
export const toBody = (pieces: readonly Piece[]): BodyNode => {
  const content = groupPieces(pieces).flatMap((group) =>
    group.kind === 'single' ? [group.node] : listNode(group.items),
  )
  return { type: 'doc', content: content.length > 0 ? content : [paragraph()] }
}
