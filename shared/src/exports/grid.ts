import type { BodyNode } from '../documents/body.ts'

/** A cell with the column it stands in and how far it really reaches. */
export type Placed = { cell: BodyNode | null; column: number; colspan: number; rowspan: number }
export type Grid = {
  rows: { cells: Placed[]; isHead: boolean }[]
  /** Share of each column of the width, together 1. */
  shares: number[]
}

/** Word knows no wider tables. */
const COLUMNS_MAX = 63

const span = (cell: BodyNode, name: 'colspan' | 'rowspan'): number => Number(cell.attrs?.[name] ?? 1) || 1

const rowsOf = (table: BodyNode): BodyNode[][] => (table.content ?? []).map((row) => row.content ?? [])

/** Puts the cells of a row at the first free columns, as browsers do. `taken` holds rows still covered from above. */
const placeRow = (cells: readonly BodyNode[], taken: number[], rowsLeft: number): Placed[] => {
  let column = 0
  return cells.map((cell) => {
    while ((taken[column] ?? 0) > 0) column += 1
    const placed = {
      cell,
      column,
      colspan: span(cell, 'colspan'),
      rowspan: Math.min(span(cell, 'rowspan'), rowsLeft),
    }
    for (let at = column; at < column + placed.colspan; at++) taken[at] = placed.rowspan
    column += placed.colspan
    return placed
  })
}

/** Cells that a ragged row lacks, so that every column of every row is somebody's. */
const fill = (cells: Placed[], taken: readonly number[], count: number): Placed[] => {
  const missing = Array.from({ length: count }, (_, column) => column).filter((column) => !taken[column])
  return [...cells, ...missing.map((column) => ({ cell: null, column, colspan: 1, rowspan: 1 }))].sort(
    (one, other) => one.column - other.column,
  )
}

const widthsOf = (rows: readonly Placed[][], count: number): (number | null)[] => {
  const widths = Array.from({ length: count }, (): number | null => null)
  for (const { cell, column, colspan } of rows.flat()) {
    const given = Array.isArray(cell?.attrs?.colwidth) ? (cell.attrs.colwidth as unknown[]) : []
    for (let index = 0; index < colspan; index++)
      if (typeof given[index] === 'number') widths[column + index] ??= given[index] as number
  }
  return widths
}

/** Columns whose width nobody chose share alike in what is usual. */
const sharesOf = (widths: readonly (number | null)[]): number[] => {
  const known = widths.filter((width) => width !== null && width > 0) as number[]
  const usual = known.length > 0 ? known.reduce((sum, width) => sum + width, 0) / known.length : 1
  const filled = widths.map((width) => width || usual)
  const total = filled.reduce((sum, width) => sum + width, 0)
  return filled.map((width) => width / total)
}

/** A table as a complete grid; null when it is wider than a file of Word may be, or has no cell. */
export const layGrid = (table: BodyNode): Grid | null => {
  const given = rowsOf(table)
  const taken: number[] = []
  const placed: { cells: Placed[]; covered: number[] }[] = []
  for (const [index, cells] of given.entries()) {
    const row = placeRow(cells, taken, given.length - index)
    if (taken.length > COLUMNS_MAX) return null
    placed.push({ cells: row, covered: [...taken] })
    for (const [column, left] of taken.entries()) taken[column] = Math.max(0, left - 1)
  }
  const count = taken.length
  if (count === 0) return null
  const rows = placed.map(({ cells, covered }) => fill(cells, covered, count))
  const heads = given.findIndex(
    (cells, index) =>
      cells.some(({ type }) => type !== 'tableHeader') || (index > 0 && isStage(cells, count)),
  )
  return {
    rows: rows.map((cells, index) => ({ cells, isHead: index < (heads < 0 ? given.length : heads) })),
    shares: sharesOf(widthsOf(rows, count)),
  }
}

/** One heading across the table parts its rows; it is no head that repeats on every page. */
const isStage = (cells: readonly BodyNode[], count: number): boolean =>
  count > 1 && cells.length === 1 && cells[0] !== undefined && span(cells[0], 'colspan') >= count
