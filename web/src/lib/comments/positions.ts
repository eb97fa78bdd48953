import type { Node } from '@tiptap/pm/model'
import {
  anchorCell,
  anchorWords,
  cellOf,
  decodePosition,
  pointOf,
  type CellAnchor,
  type Point,
  type TextAnchor,
} from 'shared/comments/anchor'
import type { Range, Run } from 'shared/comments/words'
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  type ProsemirrorBinding,
} from 'y-prosemirror'
import * as Y from 'yjs'

/** The two sides that the editor's binding ties together. */
export type Bound = Pick<ProsemirrorBinding, 'doc' | 'type' | 'mapping'>

/** The editor's text as runs, counted in its own positions. */
export const runsOf = (doc: Node): Run[] => {
  const runs: Run[] = []
  doc.descendants((node, at, parent) => {
    if (node.text !== undefined) runs.push({ words: node.text, at, block: parent })
  })
  return runs
}

/** Shrinks a stretch to the characters in it: its ends stand in texts then. Null when it has none. */
export const lettersIn = (doc: Node, { from, to }: Range): Range | null => {
  const letters: Range[] = []
  doc.nodesBetween(from, to, (node, at) => {
    if (node.text !== undefined)
      letters.push({ from: Math.max(from, at), to: Math.min(to, at + node.nodeSize) })
  })
  const written = letters.filter((one) => one.to > one.from)
  const [first, last] = [written[0], written.at(-1)]
  return first && last ? { from: first.from, to: last.to } : null
}

const pointAt = ({ doc, type, mapping }: Bound, position: number): Point | null => {
  const relative = absolutePositionToRelativePosition(position, type, mapping) as Y.RelativePosition
  const found = Y.createAbsolutePositionFromRelativePosition(relative, doc)
  return found?.type instanceof Y.XmlText ? { text: found.type, index: found.index } : null
}

/** Anchors the characters of a stretch, however the text may change around them. */
export const anchorAt = (bound: Bound, range: Range): TextAnchor | null => {
  const [start, end] = [pointAt(bound, range.from), pointAt(bound, range.to)]
  return start && end ? anchorWords(start, end) : null
}

const positionOf = ({ doc, type, mapping }: Bound, encoded: string): number | null => {
  const relative = decodePosition(encoded)
  try {
    return relative && relativePositionToAbsolutePosition(doc, type, relative, mapping)
  } catch {
    // The binding has not drawn this part of the document yet.
    return null
  }
}

/** Where an anchor's positions lead in the editor, as `keptRange` in a flat text. */
export const rangeOf = (bound: Bound, { start, end }: TextAnchor): Range | null => {
  const at = (encoded: string) => (pointOf(bound.doc, encoded) ? positionOf(bound, encoded) : null)
  const [from, to] = [at(start), at(end)]
  if (from !== null && to !== null) return { from, to: Math.max(from, to) }
  const known = from ?? to
  return known === null ? null : { from: known, to: known }
}

const isCell = (node: Node): boolean => /cell/.test(String(node.type.spec.tableRole))

/** The cell around a position: the node and where it begins. */
export const cellAround = (doc: Node, position: number): { node: Node; at: number } | null => {
  const $position = doc.resolve(position)
  for (let depth = $position.depth; depth > 0; depth--)
    if (isCell($position.node(depth))) return { node: $position.node(depth), at: $position.before(depth) }
  return null
}

/** Anchors a cell, whatever will be written in it. */
export const anchorCellAt = ({ mapping }: Bound, cell: Node): CellAnchor | null => {
  for (const [type, node] of mapping)
    if (node === cell && type instanceof Y.XmlElement) return anchorCell(type as Y.XmlElement)
  return null
}

/** The stretch of a cell in the editor, its edges included. */
export const rangeOfCell = (bound: Bound, doc: Node, anchor: CellAnchor): Range | null => {
  if (!cellOf(bound.doc, anchor)) return null
  const inside = positionOf(bound, anchor.cell)
  const cell = inside === null ? null : cellAround(doc, inside)
  return cell && { from: cell.at, to: cell.at + cell.node.nodeSize }
}
