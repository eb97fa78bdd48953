import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { isInTable, moveTableColumn, moveTableRow, selectedRect, type TableRect } from '@tiptap/pm/tables'

export type Step = -1 | 1

const rectOf = ({ state }: Editor): TableRect | null => (isInTable(state) ? selectedRect(state) : null)

/** Moves the row with the caret one up or down; false at the edge and outside a table. */
export const moveRow = (editor: Editor, step: Step): boolean => {
  const rect = rectOf(editor)
  if (!rect) return false
  const to = rect.top + step
  if (to < 0 || to >= rect.map.height) return false
  return moveTableRow({ from: rect.top, to, select: false })(editor.state, editor.view.dispatch)
}

/** Moves the column with the caret one to the left or right. */
export const moveColumn = (editor: Editor, step: Step): boolean => {
  const rect = rectOf(editor)
  if (!rect) return false
  const to = rect.left + step
  if (to < 0 || to >= rect.map.width) return false
  return moveTableColumn({ from: rect.left, to, select: false })(editor.state, editor.view.dispatch)
}

const isMerged = ({ attrs }: Node): boolean => Number(attrs.colspan) > 1 || Number(attrs.rowspan) > 1
const isHead = (row: Node): boolean => row.children.every(({ type }) => type.name === 'tableHeader')

/** Rows of a table without its head, or null when merged cells tie rows together. */
const sortable = (table: Node): { head: Node[]; rows: Node[] } | null => {
  const [first, ...rest] = table.children
  if (!first || table.children.some((row) => row.children.some(isMerged))) return null
  return isHead(first) ? { head: [first], rows: rest } : { head: [], rows: [first, ...rest] }
}

/** True when the table with the caret can be sorted. */
export const canSort = (editor: Editor): boolean => {
  const rect = rectOf(editor)
  return rect !== null && sortable(rect.table) !== null
}

/** Sorts the rows by the column with the caret; «2» stands before «10», empty cells stand last. */
export const sortRows = (editor: Editor, step: Step, locale: string): void => {
  const rect = rectOf(editor)
  const parts = rect && sortable(rect.table)
  if (!rect || !parts) return
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const words = (row: Node) => row.child(rect.left).textContent.trim()
  const sorted = [...parts.rows].sort((one, other) => {
    const [a, b] = [words(one), words(other)]
    return a === '' || b === '' ? Number(a === '') - Number(b === '') : step * compare(a, b)
  })
  const end = rect.tableStart + rect.table.content.size
  editor.view.dispatch(editor.state.tr.replaceWith(rect.tableStart, end, [...parts.head, ...sorted]))
}

const WIDTH_STEP = 40
const WIDTH_LEAST = 48
const WIDTH_MOST = 1200

const drawnWidth = (editor: Editor, at: number): number => {
  const drawn = editor.view.nodeDOM(at)
  return drawn instanceof HTMLElement ? drawn.offsetWidth : 120
}

/** Makes the column with the caret wider or narrower: what the mouse does at its edge. */
export const widenColumn = (editor: Editor, step: Step): void => {
  const rect = rectOf(editor)
  if (!rect) return
  const { map, table, tableStart, left } = rect
  const transaction = editor.state.tr
  const first = map.map[left] ?? 0
  const held = (table.nodeAt(first)?.attrs.colwidth as (number | null)[] | null)?.[0]
  const wide = (held ?? drawnWidth(editor, tableStart + first)) + step * WIDTH_STEP
  const width = Math.round(Math.min(WIDTH_MOST, Math.max(WIDTH_LEAST, wide)))
  for (const at of new Set(Array.from({ length: map.height }, (_, row) => map.map[row * map.width + left]))) {
    const cell = at === undefined ? null : table.nodeAt(at)
    if (!cell || at === undefined) continue
    const span = Number(cell.attrs.colspan)
    const widths = (cell.attrs.colwidth as number[] | null)?.slice() ?? Array.from({ length: span }, () => 0)
    widths[left - map.colCount(at)] = width
    transaction.setNodeMarkup(tableStart + at, null, { ...cell.attrs, colwidth: widths })
  }
  editor.view.dispatch(transaction)
}
