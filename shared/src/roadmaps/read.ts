import type * as Y from 'yjs'
import type { Action, Entry, TextKey } from './action.ts'
import { actionCells } from './contract.ts'
import type { ActionKey } from './contract.ts'
import { openRoadmap } from './open.ts'
import { comparePlaced } from './order.ts'
import type { Direction } from './words.ts'
import { stages } from './words.ts'

/** A row that is not shown, and the key that makes it unreadable ('id' also when the id is taken). */
export type Malformed = { index: number; key: ActionKey }
export type ReadRoadmap = { actions: Action[]; malformed: Malformed[] }
type Plain = Readonly<Record<string, unknown>>

const needed = ['id', 'order', 'stage', 'status'] as const

const valueOf = (row: Plain, key: ActionKey): unknown => {
  const rule = actionCells[key]
  return rule.kind === 'value' && rule.accepts(row[key]) ? row[key] : null
}

const textOf = (row: Plain, key: TextKey): string => (typeof row[key] === 'string' ? row[key] : '')

/** Entries by key: a Y.Map's own order differs between replicas. */
const entriesOf = (row: Plain, key: 'directions' | 'responsible' | 'partners' | 'evidence'): Entry[] => {
  const set = row[key]
  if (typeof set !== 'object' || set === null) return []
  return Object.entries(set)
    .filter(([id, mark]) => actionCells[key].accepts(id, mark))
    .map(([id, mark]) => ({ id, label: typeof mark === 'string' ? mark : null }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** One row from its plain JSON, or the key that makes it unreadable. */
export const readAction = (given: object): Action | ActionKey => {
  const row = given as Plain
  const broken = needed.find((key) => valueOf(row, key) === null)
  if (broken) return broken
  const values = Object.fromEntries(
    (Object.keys(actionCells) as ActionKey[])
      .filter((key) => actionCells[key].kind === 'value')
      .map((key) => [key, valueOf(row, key)]),
  ) as Pick<Action, 'id' | 'order' | 'stage' | 'status'> & Partial<Action>
  return {
    ...(values as Action),
    title: textOf(row, 'title'),
    result: textOf(row, 'result'),
    indicator: textOf(row, 'indicator'),
    periodText: textOf(row, 'periodText'),
    cancelReason: textOf(row, 'cancelReason'),
    directions: entriesOf(row, 'directions').map(({ id }) => id as Direction),
    responsible: entriesOf(row, 'responsible'),
    partners: entriesOf(row, 'partners'),
    evidence: entriesOf(row, 'evidence'),
  }
}

/** Display order: by stage, within it by index. */
export const compareActions = (a: Action, b: Action): number =>
  stages.indexOf(a.stage) - stages.indexOf(b.stage) || comparePlaced(a, b)

/** Puts rows that were read in display order. A second row of the same id is left out too. */
export const collect = (read: readonly (Action | ActionKey)[]): ReadRoadmap => {
  const actions = new Map<string, Action>()
  const malformed: Malformed[] = []
  for (const [index, action] of read.entries()) {
    if (typeof action === 'string') malformed.push({ index, key: action })
    else if (actions.has(action.id)) malformed.push({ index, key: 'id' })
    else actions.set(action.id, action)
  }
  return { actions: [...actions.values()].sort(compareActions), malformed }
}

/** Rows as JSON, in the order of their array. */
export const readRows = (rows: readonly unknown[]): ReadRoadmap =>
  collect(rows.map((row) => readAction(typeof row === 'object' && row !== null ? row : {})))

/** The plan in display order; unreadable rows are left out and told. */
export const readRoadmap = (doc: Y.Doc): ReadRoadmap => readRows(openRoadmap(doc).toJSON())
