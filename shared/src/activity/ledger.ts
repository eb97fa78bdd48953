import * as Y from 'yjs'
import { addChanges, applyAndCompare, type Changes, nothing } from './changes.ts'
import { account, doesContinue, openSession, type Session } from './session.ts'

/** A row of the log as the ledger reads it. */
export type LedgerRow = {
  seq: number
  updates: readonly Uint8Array[]
  personId: string | null
  schoolId: string | null
  seeded: boolean
  at: Date
}

/** A document as it stands after some row, and each person's newest session up to there. A pure function of the log. */
export type Ledger = { document: Y.Doc; newest: Map<string, Session> }

export const createLedger = (document: Y.Doc): Ledger => ({ document, newest: new Map() })

/** Tells the updates of restores, which bring back what others wrote. */
export type IsRestore = (update: Uint8Array) => boolean

/** What a row's updates changed; restores among them change the document and are nobody's writing. */
const readChanges = (document: Y.Doc, updates: readonly Uint8Array[], isRestore: IsRestore): Changes => {
  const own = updates.filter((update) => !isRestore(update))
  if (own.length === updates.length) return applyAndCompare(document, updates)
  const all = nothing()
  for (const update of updates)
    if (isRestore(update)) Y.applyUpdate(document, update)
    else addChanges(all, applyAndCompare(document, [update]))
  return all
}

/**
 * Reads the next row. Gives the session that it opened or continued; null for rows of the system, for bytes that brought
 * nothing new and for restores, which are no update of anybody.
 */
export const readRow = (
  ledger: Ledger,
  row: LedgerRow,
  isRestore: IsRestore = () => false,
): Session | null => {
  const changes = readChanges(ledger.document, row.updates, isRestore)
  const { seq, at, personId, schoolId } = row
  if (row.seeded || personId === null || !changes.isAny) return null
  const write = { seq, at, personId, schoolId, changes }
  const newest = ledger.newest.get(personId)
  const session = newest && doesContinue(newest, write) ? newest : openSession(write)
  account(session, write)
  ledger.newest.set(personId, session)
  return session
}
