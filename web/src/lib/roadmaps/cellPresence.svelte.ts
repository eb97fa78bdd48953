import type { Awareness } from 'y-protocols/awareness'
import type { CellPlace } from './columns.ts'
import { heldCells, type HeldCells } from './heldCells.ts'

const nobody: HeldCells = new Map()

/** Shows others' cells as a rune and tells them one's own. */
export const watchCells = (awareness: Awareness) => {
  let cells = $state.raw<HeldCells>(nobody)
  let last = ''
  const look = () => {
    const next = heldCells(awareness.getStates(), awareness.clientID)
    const written = JSON.stringify([...next].map(([id, row]) => [id, ...row]))
    if (written !== last) cells = next
    last = written
  }
  look()
  awareness.on('change', look)
  return {
    get cells() {
      return cells
    },
    stand: (place: CellPlace | null) => awareness.setLocalStateField('cell', place),
    stop: () => {
      awareness.off('change', look)
      awareness.setLocalStateField('cell', null)
    },
  }
}
