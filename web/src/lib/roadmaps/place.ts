import { columns, type Column } from 'shared/roadmaps/columns'
import type { CellPlace } from './columns.ts'

const isColumn = (name: string | undefined): name is Column =>
  name !== undefined && (columns as readonly string[]).includes(name)

/** The cell that something on the screen stands in; rows and cells carry their names as data. */
export const placeOf = (target: EventTarget | null): CellPlace | null => {
  if (!(target instanceof Element)) return null
  const id = target.closest<HTMLElement>('[data-row]')?.dataset['row']
  const column = target.closest<HTMLElement>('[data-column]')?.dataset['column']
  return id !== undefined && isColumn(column) ? { id, column } : null
}

export const elementAt = (grid: Element, { id, column }: CellPlace): HTMLElement | null =>
  grid.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"] [data-column="${column}"]`)

export const isSamePlace = (a: CellPlace | null, b: CellPlace | null): boolean =>
  a !== null && b !== null && a.id === b.id && a.column === b.column
