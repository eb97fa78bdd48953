import { isDeepStrictEqual } from 'node:util'
import type { ActionRow } from 'db/queries/roadmaps'
import { forgetActions, listActions, removeActions, writeActions } from 'db/queries/roadmaps'
import type { Action, Entry } from 'shared/roadmaps/action'
import { readRoadmap } from 'shared/roadmaps/read'
import * as Y from 'yjs'
import type { Projection } from '../projections/projection.ts'

/** Postgres keeps neither a zero character nor half a surrogate pair; Yjs does. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '')

/** The id of who is known to Krug, else the words. */
const named = (entries: readonly Entry[]): string[] => entries.map(({ id, label }) => storable(label ?? id))

const toRow = (documentId: string, action: Action): ActionRow => ({
  documentId,
  actionId: action.id,
  order: action.order,
  stage: action.stage,
  status: action.status,
  title: storable(action.title),
  directions: action.directions,
  responsible: named(action.responsible),
  partners: named(action.partners),
  evidence: named(action.evidence),
  periodText: storable(action.periodText),
  cancelReason: storable(action.cancelReason),
  dateFrom: action.dateFrom,
  dateTo: action.dateTo,
  originalDateTo: action.originalDateTo,
  postponedTo: action.postponedTo,
  doneOn: action.doneOn,
  planCount: action.planCount,
  factCount: action.factCount,
})

/**
 * The rows of roadmaps as a table, for figures and due dates. Reads the whole plan after each stretch, for a plan is
 * small, and writes only the rows that differ.
 */
export const roadmapActions: Projection = {
  name: 'roadmapActions',
  concerns: (kind) => kind === 'roadmap',
  apply: async (tx, { id }, rows, before) => {
    const doc = await before()
    for (const row of rows) for (const update of row.updates) Y.applyUpdate(doc, update)
    const wanted = readRoadmap(doc).actions.map((action) => toRow(id, action))
    const held = new Map((await listActions(tx, id)).map((row) => [row.actionId, row]))
    const changed = wanted.filter((row) => !isDeepStrictEqual(row, held.get(row.actionId)))
    const kept = new Set(wanted.map(({ actionId }) => actionId))
    await removeActions(
      tx,
      id,
      [...held.keys()].filter((actionId) => !kept.has(actionId)),
    )
    await writeActions(tx, changed)
  },
  reset: forgetActions,
}
