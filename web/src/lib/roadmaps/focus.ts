import type { Action } from 'shared/roadmaps/action'
import { columns, type Column } from 'shared/roadmaps/columns'
import type { CellPlace } from './columns.ts'
import type { Command } from './keys.ts'

type Order = () => readonly Action[]
type Move = Extract<Command, { do: 'move' } | { do: 'edge' }>

const clamp = (value: number, last: number): number => Math.max(0, Math.min(value, last))

/** The one cell of the grid that the Tab key reaches, among the rows that are shown. */
export const createFocus = (order: Order) => {
  let wanted: CellPlace = { id: '', column: 'title' }
  // Where the wanted row stood: when somebody deletes it, the one in its place is taken.
  let lastIndex = 0

  const indexOf = (id: string) => order().findIndex((action) => action.id === id)
  const current = (): CellPlace | null => {
    const rows = order()
    const found = rows.find(({ id }) => id === wanted.id) ?? rows[clamp(lastIndex, rows.length - 1)]
    return found ? { id: found.id, column: wanted.column } : null
  }

  const stand = (place: CellPlace) => {
    wanted = place
    lastIndex = Math.max(0, indexOf(place.id))
  }

  const at = (row: number, column: number): CellPlace | null => {
    const rows = order()
    const action = rows[clamp(row, rows.length - 1)]
    const name = columns[clamp(column, columns.length - 1)]
    return action && name ? { id: action.id, column: name } : null
  }

  const here = () => {
    const place = current()
    return { row: place ? indexOf(place.id) : 0, column: columns.indexOf(place?.column ?? 'title') }
  }

  const target = (move: Move): CellPlace | null => {
    const { row, column } = here()
    if (move.do === 'move') return at(row + move.rows, column + move.columns)
    const last = columns.length - 1
    const [toRow, toColumn] = {
      rowStart: [row, 0],
      rowEnd: [row, last],
      gridStart: [0, 0],
      gridEnd: [order().length - 1, last],
    }[move.to] as [number, number]
    return at(toRow, toColumn)
  }

  /** The cell after or before in reading order, over the ends of rows. */
  const beside = (by: -1 | 1): CellPlace | null => {
    const row = here().row
    const column = here().column + by
    const overEnd: Column | null =
      column < 1 ? (columns.at(-1) ?? null) : column >= columns.length ? columns[1] : null
    if (overEnd === null) return at(row, column)
    const next = order()[row + by]
    return next ? { id: next.id, column: overEnd } : null
  }

  return {
    current,
    stand,
    target,
    beside,
  }
}
