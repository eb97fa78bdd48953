import * as Y from 'yjs'
import type { Action, ActionDraft, Entry } from './action.ts'
import { entryKeys, textKeys } from './action.ts'
import type { ActionKey } from './contract.ts'
import { actionCells } from './contract.ts'
import type { Row } from './open.ts'
import { findRow, openRoadmap } from './open.ts'
import { placeAfter } from './order.ts'
import { readRoadmap } from './read.ts'
import { writeOrders } from './move.ts'
import { setOf, textOf, writeEntries, writeText, writeValue } from './write.ts'

/** Where a new row goes: behind an action, first of its stage (null), or last of it (left out). */
export type Place = { id: string; after?: string | null }

/** Cells that are set as they are; status and place have verbs of their own. */
export type CellKey = Exclude<ActionKey, 'id' | 'order' | 'stage' | 'status'>
export type CellValue<K extends CellKey> = Action[K]

const valueKeys = (Object.keys(actionCells) as ActionKey[]).filter((key) => actionCells[key].kind === 'value')

/** Every text and set exists from the start: two people who made them later at once would lose one's words. */
const fillRow = (
  row: Row,
  values: Readonly<Partial<Record<ActionKey, unknown>>>,
  draft: ActionDraft,
): void => {
  for (const key of valueKeys) {
    const value = values[key]
    if (typeof value === 'string' || typeof value === 'number') row.set(key, value)
  }
  for (const key of textKeys) row.set(key, new Y.Text(draft[key] ?? ''))
  for (const key of entryKeys) row.set(key, newSet(draft[key] ?? []))
  row.set('directions', newSet((draft.directions ?? []).map((id) => ({ id, label: null }))))
}

const newSet = (entries: readonly Entry[]): Y.Map<unknown> =>
  new Y.Map(entries.map(({ id, label }) => [id, label ?? true]))

/** Adds a row. An id that is there already adds nothing, so a repeated call (undo and «Вернуть») is harmless. */
export const addAction = (doc: Y.Doc, draft: ActionDraft, { id, after }: Place): void =>
  doc.transact(() => {
    if (findRow(doc, id)) return
    const siblings = readRoadmap(doc).actions.filter(({ stage }) => stage === draft.stage)
    const found = after === null ? -1 : siblings.findIndex((sibling) => sibling.id === after)
    const index = found === -1 && after !== null ? siblings.length - 1 : found
    const { order, shifted } = placeAfter(siblings, index)
    writeOrders(doc, shifted)
    insertRow(doc, { ...draft, status: draft.status ?? 'planned' }, { id, order })
  })

const insertRow = (doc: Y.Doc, draft: ActionDraft, place: { id: string; order: string }): void => {
  const row: Row = new Y.Map()
  fillRow(row, { ...draft, ...place }, draft)
  openRoadmap(doc).push([row])
}

/** Brings back a row that was deleted, as it was read before, at its old place; nothing when it is there. */
export const restoreAction = (doc: Y.Doc, action: Action): void =>
  doc.transact(() => {
    if (!findRow(doc, action.id)) insertRow(doc, action, action)
  })

/** Takes a row out; true when it was there. */
export const deleteAction = (doc: Y.Doc, actionId: string): boolean => {
  const index = openRoadmap(doc)
    .toArray()
    .findIndex((row: unknown) => row instanceof Y.Map && row.get('id') === actionId)
  if (index >= 0) openRoadmap(doc).delete(index)
  return index >= 0
}

/** Sets one cell whole. Typing into a text goes through its Y.Text instead, character by character. */
export const setCell = <K extends CellKey>(
  doc: Y.Doc,
  actionId: string,
  key: K,
  value: CellValue<K>,
): boolean => {
  const row = findRow(doc, actionId)
  if (row) doc.transact(() => writeCell(row, key, value))
  return row !== null
}

const writeCell = (row: Row, key: CellKey, value: CellValue<CellKey>): void => {
  if (Array.isArray(value))
    writeEntries(
      setOf(row, key),
      value.map((entry) => (typeof entry === 'string' ? { id: entry, label: null } : entry)),
    )
  else if (actionCells[key].kind === 'text') writeText(textOf(row, key), String(value ?? ''))
  else writeValue(row, key, value)
}
