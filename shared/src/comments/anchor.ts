import { fromBase64UrlEncoded, toBase64UrlEncoded } from 'lib0/buffer'
import * as Y from 'yjs'
import type { Column } from '../roadmaps/columns.ts'

/** Longer quotes are asked to be shorter; characters. */
export const QUOTE_MAX = 2_000

/** Words of the body; positions are the bytes of Yjs relative positions as base64url. */
export type TextAnchor = { kind: 'text'; start: string; end: string }
/** A cell of one of the body's tables. */
export type CellAnchor = { kind: 'cell'; cell: string }
/** Anchors that lie in the body and may have to be found again. */
export type BodyAnchor = TextAnchor | CellAnchor
/**
 * What a thread is about: words of the body, a cell of one of its tables, a cell of a roadmap's row, or the document as
 * a whole. Positions move with the text, whoever writes before or between them.
 */
export type Anchor = BodyAnchor | { kind: 'row'; row: string; column: Column } | { kind: 'document' }

const keyOf = (anchor: Anchor): string => JSON.stringify(Object.entries(anchor).sort())
export const isSameAnchor = (one: Anchor, other: Anchor): boolean => keyOf(one) === keyOf(other)

/** A place between two characters. */
export type Point = { text: Y.XmlText; index: number }

const encode = (relative: Y.RelativePosition): string =>
  toBase64UrlEncoded(Y.encodeRelativePosition(relative))

/** Null for bytes that are no relative position. */
export const decodePosition = (encoded: string): Y.RelativePosition | null => {
  try {
    return Y.decodeRelativePosition(fromBase64UrlEncoded(encoded))
  } catch {
    return null
  }
}

/** Holds on to the first and the last character: what is written beside them stays outside. */
export const anchorWords = (start: Point, end: Point): TextAnchor => ({
  kind: 'text',
  start: encode(Y.createRelativePositionFromTypeIndex(start.text, start.index, 0)),
  end: encode(Y.createRelativePositionFromTypeIndex(end.text, end.index, -1)),
})

export const anchorCell = (cell: Y.XmlElement): CellAnchor => ({
  kind: 'cell',
  cell: encode(Y.createRelativePositionFromTypeIndex(cell, 0, -1)),
})

const isCell = (type: unknown): type is Y.XmlElement =>
  type instanceof Y.XmlElement && (type.nodeName === 'tableCell' || type.nodeName === 'tableHeader')

/** True for what still stands in the body of its document. */
export const isInBody = (doc: Y.Doc, type: Y.AbstractType<unknown>): boolean => {
  const body: unknown = doc.share.get('body')
  let above: unknown = type
  while (above instanceof Y.AbstractType && above._item) {
    if (above._item.deleted) return false
    above = above._item.parent
  }
  return above === body
}

/** Reads a position against a document; null when it names what is not there, or not in the body. A name of a root is none of ours. */
const resolve = (doc: Y.Doc, encoded: string): Y.AbsolutePosition | null => {
  const relative = decodePosition(encoded)
  if (!relative || (relative.item === null && relative.type === null)) return null
  const found = Y.createAbsolutePositionFromRelativePosition(relative, doc)
  return found && isInBody(doc, found.type) ? found : null
}

/** The place between two characters that a position names now; null when the text it was in is gone. */
export const pointOf = (doc: Y.Doc, encoded: string): Point | null => {
  const found = resolve(doc, encoded)
  return found?.type instanceof Y.XmlText ? { text: found.type, index: found.index } : null
}

/** The table cell that an anchor names; null when it is gone. */
export const cellOf = (doc: Y.Doc, { cell }: CellAnchor): Y.XmlElement | null => {
  const type = resolve(doc, cell)?.type
  return isCell(type) ? type : null
}
