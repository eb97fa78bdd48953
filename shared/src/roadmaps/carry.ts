import * as Y from 'yjs'
import type { Action } from './action.ts'
import { deleteAction, restoreAction, setCell, type CellKey } from './change.ts'
import { actionCells } from './contract.ts'
import { findRow } from './open.ts'
import { readRoadmap } from './read.ts'
import { writeValue } from './write.ts'

const cells = (Object.keys(actionCells) as (keyof typeof actionCells)[]).filter(
  (key): key is CellKey => key !== 'id' && key !== 'order' && key !== 'stage' && key !== 'status',
)

const carryRow = (to: Y.Doc, wanted: Action, held: Action): void => {
  for (const key of cells)
    if (JSON.stringify(wanted[key]) !== JSON.stringify(held[key])) setCell(to, wanted.id, key, wanted[key])
  const row = findRow(to, wanted.id)
  if (row) for (const key of ['order', 'stage', 'status'] as const) writeValue(row, key, wanted[key])
}

/**
 * Writes what one copy of a plan has and another has not into the other, as new edits: for what was written after an
 * edit that the server refused, whose structs hang on structs it will never have.
 */
export const carryRoadmap = (from: Y.Doc, to: Y.Doc, origin: unknown): void => {
  // What colleagues wrote meanwhile is in both copies then, so the difference is our own.
  Y.applyUpdate(from, Y.encodeStateAsUpdate(to), 'carry')
  const wanted = readRoadmap(from).actions
  const kept = new Set(wanted.map(({ id }) => id))
  to.transact(() => {
    const held = new Map(readRoadmap(to).actions.map((action) => [action.id, action]))
    for (const id of held.keys()) if (!kept.has(id)) deleteAction(to, id)
    for (const action of wanted) {
      const before = held.get(action.id)
      if (before) carryRow(to, action, before)
      else restoreAction(to, action)
    }
  }, origin)
}
