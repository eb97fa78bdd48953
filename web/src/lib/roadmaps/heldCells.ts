import { columns, type Column } from 'shared/roadmaps/columns'
import type { CellPlace } from './columns.ts'

/** Somebody else at a cell. */
export type Holder = { name: string; school: string; colour: number }
export type HeldRow = ReadonlyMap<Column, Holder>
export type HeldCells = ReadonlyMap<string, HeldRow>

type Shown = {
  user?: { name?: unknown; school?: unknown; colour?: unknown }
  cell?: { id?: unknown; column?: unknown }
} | null

const isColumn = (value: unknown): value is Column => (columns as readonly unknown[]).includes(value)

const holderOf = (state: Shown): { place: CellPlace; holder: Holder } | null => {
  const { id, column } = state?.cell ?? {}
  const { name, school, colour } = state?.user ?? {}
  if (typeof id !== 'string' || !isColumn(column) || typeof name !== 'string') return null
  return {
    place: { id, column },
    holder: {
      name,
      school: typeof school === 'string' ? school : '',
      colour: typeof colour === 'number' && Number.isInteger(colour) && colour > 0 ? colour : 1,
    },
  }
}

/** Which cells others are at. Of several people at one cell the flag names the first to be known. */
export const heldCells = (states: ReadonlyMap<number, unknown>, own: number): HeldCells => {
  const rows = new Map<string, Map<Column, Holder>>()
  for (const [client, state] of [...states].sort(([a], [b]) => a - b)) {
    const held = client === own ? null : holderOf(state as Shown)
    if (!held) continue
    const row = rows.get(held.place.id) ?? new Map<Column, Holder>()
    if (!row.has(held.place.column)) row.set(held.place.column, held.holder)
    rows.set(held.place.id, row)
  }
  return rows
}
