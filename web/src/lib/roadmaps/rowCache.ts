import type { Action } from 'shared/roadmaps/action'
import type { ActionKey } from 'shared/roadmaps/contract'
import type { Rows } from 'shared/roadmaps/open'
import { collect, readAction, type ReadRoadmap } from 'shared/roadmaps/read'
import * as Y from 'yjs'

/** Reads a plan again and again: only rows that were forgotten are read anew, the others stay the same objects. */
export const createRowCache = (rows: Rows) => {
  let known = new Map<unknown, Action | ActionKey>()
  return {
    forget: (row: unknown) => known.delete(row),
    read: (): ReadRoadmap => {
      const current = new Map<unknown, Action | ActionKey>()
      for (const row of rows.toArray() as unknown[])
        current.set(row, known.get(row) ?? readAction(row instanceof Y.Map ? row.toJSON() : {}))
      known = current
      return collect([...current.values()])
    },
  }
}
