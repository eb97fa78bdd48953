import type * as Y from 'yjs'
import { findRow } from './open.ts'
import type { Placed } from './order.ts'
import { placeAfter } from './order.ts'
import { readRoadmap } from './read.ts'
import type { Stage } from './words.ts'
import { stages } from './words.ts'
import { writeValue } from './write.ts'

export const writeOrders = (doc: Y.Doc, placed: readonly Placed[]): void => {
  for (const { id, order } of placed) {
    const row = findRow(doc, id)
    if (row) writeValue(row, 'order', order)
  }
}

/** Where a row goes: a stage, and the action there it comes after; null makes it the first. */
export type Target = { stage: Stage; after: string | null }

/**
 * Moves a row by writing its index, never by delete and insert: a colleague's edit in it stays, and when two
 * people move it at once it lands at one of the two places, once.
 */
export const moveAction = (doc: Y.Doc, actionId: string, { stage, after }: Target): boolean => {
  const row = findRow(doc, actionId)
  if (!row) return false
  const siblings = readRoadmap(doc).actions.filter((one) => one.stage === stage && one.id !== actionId)
  const index = after === null ? -1 : siblings.findIndex((one) => one.id === after)
  if (after !== null && index === -1) return false
  const { order, shifted } = placeAfter(siblings, index)
  doc.transact(() => {
    writeOrders(doc, shifted)
    writeValue(row, 'order', order)
    writeValue(row, 'stage', stage)
  })
  return true
}

/** The place one step up or down, across the border of a stage too; null at the ends of the plan. */
export const stepTarget = (
  actions: readonly (Placed & { stage: Stage })[],
  actionId: string,
  step: -1 | 1,
): Target | null => {
  const moved = actions.find(({ id }) => id === actionId)
  if (!moved) return null
  const siblings = actions.filter(({ stage }) => stage === moved.stage)
  const index = siblings.indexOf(moved)
  const within = step === 1 ? siblings[index + 1] : siblings[index - 1]
  if (within) return { stage: moved.stage, after: (step === 1 ? within : siblings[index - 2])?.id ?? null }
  const stage = stages[stages.indexOf(moved.stage) + step]
  if (!stage) return null
  const last = actions.filter((one) => one.stage === stage).at(-1)
  return { stage, after: step === -1 ? (last?.id ?? null) : null }
}
