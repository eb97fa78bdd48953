import type * as Y from 'yjs'
import type { Entry } from './action.ts'
import type { Day } from './day.ts'
import type { Row } from './open.ts'
import { findRow } from './open.ts'
import { readAction } from './read.ts'
import { setOf, textOf, writeText, writeValue } from './write.ts'

/** A new status with what it needs (DOMAIN §2.2). */
export type StatusChange =
  | { status: 'planned' | 'inProgress' }
  | { status: 'done'; doneOn: Day; evidence?: readonly Entry[] }
  | { status: 'postponed'; dateTo: Day; reason: string }
  | { status: 'cancelled'; reason: string }

export type StatusRefusal = 'absent' | 'evidenceNeeded' | 'laterDateNeeded' | 'reasonNeeded'

const refuses = (row: Row, change: StatusChange): StatusRefusal | null => {
  const action = readAction(row.toJSON())
  if (typeof action === 'string') return 'absent'
  if (change.status === 'done')
    return action.evidence.length + (change.evidence?.length ?? 0) > 0 ? null : 'evidenceNeeded'
  if (change.status === 'postponed' && action.dateTo !== null && change.dateTo <= action.dateTo)
    return 'laterDateNeeded'
  if (change.status === 'postponed' || change.status === 'cancelled')
    return change.reason.trim() === '' ? 'reasonNeeded' : null
  return null
}

/** The first date stays for the strict percentage, the first new one for the main percentage (DOMAIN §3.6). */
const postpone = (row: Row, dateTo: Day): void => {
  const before = row.get('dateTo')
  if (typeof before === 'string') {
    if (!row.has('originalDateTo')) row.set('originalDateTo', before)
    if (!row.has('postponedTo')) row.set('postponedTo', dateTo)
  }
  writeValue(row, 'dateTo', dateTo)
}

const write = (row: Row, change: StatusChange): void => {
  writeValue(row, 'status', change.status)
  writeValue(row, 'doneOn', change.status === 'done' ? change.doneOn : null)
  if (change.status === 'done')
    for (const { id, label } of change.evidence ?? []) setOf(row, 'evidence').set(id, label ?? true)
  if (change.status === 'postponed') postpone(row, change.dateTo)
  if (change.status === 'postponed' || change.status === 'cancelled')
    writeText(textOf(row, 'cancelReason'), change.reason.trim())
}

/** Moves an action to a status in one step, or says what is missing; null when done. */
export const setStatus = (doc: Y.Doc, actionId: string, change: StatusChange): StatusRefusal | null => {
  const row = findRow(doc, actionId)
  const refusal = row ? refuses(row, change) : 'absent'
  if (row && !refusal) doc.transact(() => write(row, change))
  return refusal
}
