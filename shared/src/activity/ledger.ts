import type * as Y from 'yjs'
import { applyAndCompare } from './changes.ts'
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

/**
 * Reads the next row. Gives the session that it opened or continued; null for rows of the system and for bytes that
 * brought nothing new, which are no update of anybody.
 */
export const readRow = (ledger: Ledger, row: LedgerRow): Session | null => {
  const changes = applyAndCompare(ledger.document, row.updates)
  const { seq, at, personId, schoolId } = row
  if (row.seeded || personId === null || !changes.isAny) return null
  const write = { seq, at, personId, schoolId, changes }
  const newest = ledger.newest.get(personId)
  const session = newest && doesContinue(newest, write) ? newest : openSession(write)
  account(session, write)
  ledger.newest.set(personId, session)
  return session
}
