import type { Anchor } from 'shared/comments/anchor'
import { columns } from 'shared/roadmaps/columns'
import type { Marked } from './surface.ts'

export type RowAnchor = Extract<Anchor, { kind: 'row' }>

/** Where threads stand in a plan: by row, in it by column; null for rows that are gone. */
export const placesOfRows = (
  marked: readonly Pick<Marked, 'id' | 'anchor'>[],
  rows: readonly string[],
): Map<string, number | null> => {
  const places = new Map<string, number | null>()
  for (const { id, anchor } of marked) {
    if (anchor.kind !== 'row') continue
    const row = rows.indexOf(anchor.row)
    places.set(id, row < 0 ? null : row * columns.length + columns.indexOf(anchor.column))
  }
  return places
}
