import * as Y from 'yjs'
import { addSpan, createIdSet, cutToHeld, type IdSet, type Span } from './ranges.ts'

// The only file that reads Yjs's struct store and delete sets (yjs 13.6).

/**
 * A typed cell that got another value: a key of the root `fields`, or of a row. `column` names the cell, `entry` the element
 * where the cell is a set. A new row's first values are no change: they came with it.
 */
export type CellChange = { column: string; entry: string; before: unknown; after: unknown }

/** What one log row did to a document. Text is counted in UTF-16 units, as Yjs counts it. */
export type Changes = {
  /** All ids that became known. */
  integrated: Span[]
  /** The characters among them. */
  inserted: Span[]
  /** Characters that stood until now. */
  deleted: Span[]
  cells: CellChange[]
  /** Rows taken out of the root `rows`, by the id of their item. */
  removedRows: Span[]
  /** False when the row brought nothing new: bytes sent twice, an empty answer. */
  isAny: boolean
}

/** Places of a row, not values that a person enters. */
const untyped = new Set(['id', 'order'])

export const nothing = (): Changes => ({
  integrated: [],
  inserted: [],
  deleted: [],
  cells: [],
  removedRows: [],
  isAny: false,
})

/** Adds what another update of the same row did. */
export const addChanges = (all: Changes, more: Changes): void => {
  all.integrated.push(...more.integrated)
  all.inserted.push(...more.inserted)
  all.deleted.push(...more.deleted)
  all.cells.push(...more.cells)
  all.removedRows.push(...more.removedRows)
  all.isAny ||= more.isAny
}

/** Applies a log row's updates to the document and tells what they changed in it. Throws where an update is malformed. */
export const applyAndCompare = (document: Y.Doc, updates: readonly Uint8Array[]): Changes => {
  const changes = nothing()
  const hasWaiting = document.store.pendingStructs !== null || document.store.pendingDs !== null
  const stop = watch(document, changes)
  try {
    for (const update of updates) Y.applyUpdate(document, update)
  } finally {
    stop()
  }
  return hasWaiting ? keepOwn(changes, updates) : changes
}

const watch = (document: Y.Doc, changes: Changes): (() => void) => {
  const fields = document.getMap('fields')
  const rows = document.getArray('rows')
  const afterTransaction = (transaction: Y.Transaction) => noteText(transaction, changes)
  const inFields = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => noteFields(events, fields, changes)
  const inRows = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => noteRows(events, rows, changes)
  document.on('afterTransaction', afterTransaction)
  fields.observeDeep(inFields)
  rows.observeDeep(inRows)
  return () => {
    document.off('afterTransaction', afterTransaction)
    fields.unobserveDeep(inFields)
    rows.unobserveDeep(inRows)
  }
}

// Before garbage is collected: what was deleted can still be read.
const noteText = (transaction: Y.Transaction, changes: Changes): void => {
  for (const [client, to] of transaction.afterState) {
    const from = transaction.beforeState.get(client) ?? 0
    if (from < to) noteIntegrated(transaction.doc, { client, clock: from, length: to - from }, changes)
  }
  if (transaction.deleteSet.clients.size > 0) changes.isAny = true
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (isText(struct)) changes.deleted.push(spanOf(struct))
  })
}

const noteIntegrated = (document: Y.Doc, span: Span, changes: Changes): void => {
  changes.isAny = true
  changes.integrated.push(span)
  const structs = document.store.clients.get(span.client) ?? []
  for (let index = Y.findIndexSS(structs, span.clock); index < structs.length; index++) {
    const struct = structs[index]
    if (struct && isText(struct)) changes.inserted.push(spanOf(struct))
  }
}

const isText = (struct: Y.Item | Y.GC | Y.AbstractStruct): boolean =>
  struct instanceof Y.Item && struct.content instanceof Y.ContentString

const spanOf = (struct: Y.AbstractStruct): Span => ({
  client: struct.id.client,
  clock: struct.id.clock,
  length: struct.length,
})

type Events = Y.YEvent<Y.AbstractType<unknown>>[]

const noteFields = (events: Events, fields: Y.Map<unknown>, changes: Changes): void => {
  for (const event of events)
    if (event.target === fields) noteKeys(event, fields, (key) => ['fields', key, ''], changes)
    else if (event.target instanceof Y.Map) {
      const set = event.target._item?.parentSub ?? ''
      noteKeys(event, event.target, (key) => ['fields', set, key], changes)
    }
}

const noteRows = (events: Events, rows: Y.Array<unknown>, changes: Changes): void => {
  for (const event of events) {
    if (event.target === rows)
      for (const item of event.changes.deleted) changes.removedRows.push(spanOf(item))
    else if (event.target instanceof Y.Map) {
      const [row, column] = placeInRow(event.target, rows)
      noteKeys(event, event.target, (key) => [row, column ?? key, column ? key : ''], changes)
    }
  }
}

/** The item id of the row a map belongs to, and the column when the map is a set inside the row. */
const placeInRow = (map: Y.Map<unknown>, rows: Y.Array<unknown>): [row: string, column: string | null] => {
  const { parent, _item: item } = map
  if (parent === rows || !(parent instanceof Y.Map)) return [rowKey(item ? spanOf(item) : null), null]
  return [placeInRow(parent, rows)[0], item?.parentSub ?? '']
}

export const rowKey = (row: Span | null): string => (row ? `${row.client}:${row.clock}` : '')

const noteKeys = (
  event: Events[number],
  map: Y.Map<unknown>,
  place: (key: string) => [row: string, column: string, entry: string],
  changes: Changes,
): void => {
  for (const [key, { oldValue }] of event.changes.keys) {
    const [row, column, entry] = place(key)
    const before = oldValue as unknown
    const after = map.get(key)
    if (untyped.has(column) || before instanceof Y.AbstractType || after instanceof Y.AbstractType) continue
    changes.cells.push({ column: `${row}/${column}`, entry, before, after })
  }
}

/**
 * An update may wait inside Yjs for one that it builds on, and enter with a later row. That row's author did not write it:
 * only what a row's own bytes carry is the row's doing.
 */
const keepOwn = (changes: Changes, updates: readonly Uint8Array[]): Changes => {
  const carried = createIdSet()
  const carriedDeletes = createIdSet()
  for (const update of updates) readIds(update, carried, carriedDeletes)
  const integrated = changes.integrated.flatMap((span) => cutToHeld(carried, span))
  const deleted = changes.deleted.flatMap((span) => cutToHeld(carriedDeletes, span))
  return {
    integrated,
    inserted: changes.inserted.flatMap((span) => cutToHeld(carried, span)),
    deleted,
    cells: [],
    removedRows: changes.removedRows.flatMap((span) => cutToHeld(carriedDeletes, span)),
    isAny: integrated.length > 0 || deleted.length > 0,
  }
}

const readIds = (update: Uint8Array, structIds: IdSet, deletedIds: IdSet): void => {
  const { structs, ds } = Y.decodeUpdate(update)
  for (const struct of structs) if (!(struct instanceof Y.Skip)) addSpan(structIds, spanOf(struct))
  for (const [client, deletes] of ds.clients)
    for (const { clock, len } of deletes) addSpan(deletedIds, { client, clock, length: len })
}
