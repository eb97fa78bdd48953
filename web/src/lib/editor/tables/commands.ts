import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { isInTable, selectedRect, type TableRect } from '@tiptap/pm/tables'
import { TextSelection } from '@tiptap/pm/state'

export type Step = -1 | 1

const rectOf = ({ state }: Editor): TableRect | null => (isInTable(state) ? selectedRect(state) : null)

const isMerged = ({ attrs }: Node): boolean => Number(attrs.colspan) > 1 || Number(attrs.rowspan) > 1
const isHead = (row: Node): boolean => row.children.every(({ type }) => type.name === 'tableHeader')
const hasMerged = (table: Node): boolean => table.children.some((row) => row.children.some(isMerged))

/** True when rows and columns of the table with the caret can change places: merged cells tie them together. */
export const canArrange = (editor: Editor): boolean => {
  const rect = rectOf(editor)
  return rect !== null && !hasMerged(rect.table)
}

const swapped = <T>(list: readonly T[], one: number, other: number): T[] => {
  const copy = [...list]
  const [a, b] = [copy[one], copy[other]]
  if (a === undefined || b === undefined) return copy
  copy[one] = b
  copy[other] = a
  return copy
}

/** Puts other rows into the table; the caret goes to the cell of this row and column. */
const putRows = (editor: Editor, rect: TableRect, rows: Node[], caret: [number, number]): true => {
  const { tableStart, table } = rect
  const transaction = editor.state.tr.replaceWith(tableStart, tableStart + table.content.size, rows)
  let at = tableStart
  for (const row of rows.slice(0, caret[0])) at += row.nodeSize
  for (const cell of rows[caret[0]]?.children.slice(0, caret[1]) ?? []) at += cell.nodeSize
  const selection = TextSelection.near(transaction.doc.resolve(at + 2))
  editor.view.dispatch(transaction.setSelection(selection))
  return true
}

/** Moves the row with the caret one up or down; false at the edge, outside a table, and among merged cells. */
export const moveRow = (editor: Editor, step: Step): boolean => {
  const rect = rectOf(editor)
  const to = (rect?.top ?? 0) + step
  if (!rect || to < 0 || to >= rect.map.height || hasMerged(rect.table)) return false
  return putRows(editor, rect, swapped(rect.table.children, rect.top, to), [to, rect.left])
}

/** Moves the column with the caret one to the left or right, as rows move. */
export const moveColumn = (editor: Editor, step: Step): boolean => {
  const rect = rectOf(editor)
  const to = (rect?.left ?? 0) + step
  if (!rect || to < 0 || to >= rect.map.width || hasMerged(rect.table)) return false
  const rows = rect.table.children.map((row) =>
    row.type.create(row.attrs, swapped(row.children, rect.left, to)),
  )
  return putRows(editor, rect, rows, [rect.top, to])
}

/** Sorts the rows below the head by the column with the caret; «2» stands before «10», empty cells stand last. */
export const sortRows = (editor: Editor, step: Step, locale: string): void => {
  const rect = rectOf(editor)
  if (!rect || hasMerged(rect.table)) return
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const words = (row: Node) => row.child(rect.left).textContent.trim()
  const { children } = rect.table
  const heads = children[0] && isHead(children[0]) ? 1 : 0
  const sorted = children.slice(heads).sort((one, other) => {
    const [a, b] = [words(one), words(other)]
    return a === '' || b === '' ? Number(a === '') - Number(b === '') : step * compare(a, b)
  })
  putRows(editor, rect, [...children.slice(0, heads), ...sorted], [heads, rect.left])
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
