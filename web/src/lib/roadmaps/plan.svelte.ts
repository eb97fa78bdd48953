import type { Action } from 'shared/roadmaps/action'
import { openRoadmap, type Row } from 'shared/roadmaps/open'
import type { ReadRoadmap } from 'shared/roadmaps/read'
import type * as Y from 'yjs'
import { createRowCache } from './rowCache.ts'

/** Cells that others have just changed. */
export type RemoteChange = { id: string; keys: readonly string[] }

export type Plan = {
  readonly actions: readonly Action[]
  readonly malformed: ReadRoadmap['malformed']
  stop: () => void
}

/** The row that something inside it belongs to; null for the list of rows itself. */
const rowOf = (type: Y.AbstractType<unknown>, rows: unknown): Row | null => {
  let inner: Y.AbstractType<unknown> | null = type
  while (inner && inner.parent !== rows) inner = inner.parent as Y.AbstractType<unknown> | null
  return inner as Row | null
}

const keysOf = (event: Y.YEvent<Y.AbstractType<unknown>>, row: Row): string[] =>
  event.target === row ? [...event.changes.keys.keys()] : [String(event.path[1] ?? '')]

/** The plan as a rune. Rows that did not change stay the same objects, so that a long table redraws one cell. */
export const watchPlan = (
  doc: Y.Doc,
  onremote: (changes: RemoteChange[]) => void = () => undefined,
): Plan => {
  const rows = openRoadmap(doc)
  const cache = createRowCache(rows)
  let plan = $state.raw(cache.read())

  const look = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
    const remote: RemoteChange[] = []
    for (const event of events) {
      const row = rowOf(event.target, rows)
      if (row === null) continue
      cache.forget(row)
      const id = row.get('id')
      if (!transaction.local && typeof id === 'string') remote.push({ id, keys: keysOf(event, row) })
    }
    plan = cache.read()
    if (remote.length > 0) onremote(remote)
  }
  rows.observeDeep(look)
  return {
    get actions() {
      return plan.actions
    },
    get malformed() {
      return plan.malformed
    },
    stop: () => rows.unobserveDeep(look),
  }
}
