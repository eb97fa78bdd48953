import type { Transaction } from 'db/connect'
import { listNewestSessions } from 'db/queries/activity'
import { setImmediate as breathe } from 'node:timers/promises'
import { createLedger, type IsRestore, type Ledger, readRow } from 'shared/activity/ledger'
import { SESSION_GAP_MS } from 'shared/activity/session'
import type { LogRow } from '../projections/projection.ts'
import type { Recent } from '../projections/recent.ts'
import { replayDocument } from '../projections/replay.ts'
import { readStretch } from '../projections/rows.ts'

/** Ledgers that stand at a seq, kept in memory: what is forgotten is read again from the log. */
export type KeptLedgers = Recent<{ seq: number; ledger: Ledger }>

/** A room on the same thread waits no longer than these rows take. */
const ROWS_AT_A_TIME = 50

/** Reads rows one after another and tells which sessions each row opened or continued. */
export const readRows = async (ledger: Ledger, rows: readonly LogRow[], isRestore: IsRestore) => {
  const sessions = new Set<NonNullable<ReturnType<typeof readRow>>>()
  for (const [index, row] of rows.entries()) {
    const session = readRow(ledger, row, isRestore)
    if (session) sessions.add(session)
    if (index % ROWS_AT_A_TIME === ROWS_AT_A_TIME - 1) await breathe()
  }
  return sessions
}

type Stretch = { from: number; upTo: number; isRestore: IsRestore }

const readOn = async (tx: Transaction, documentId: string, ledger: Ledger, stretchOf: Stretch) => {
  const { from, upTo, isRestore } = stretchOf
  let after = from
  while (after < upTo) {
    const stretch = await readStretch(tx, documentId, { after, upTo })
    await readRows(ledger, stretch.rows, isRestore)
    if (stretch.reaches === after) return
    after = stretch.reaches
  }
}

/** Clocks of nodes that commit to one document may differ. */
const CLOCKS_DIFFER_MS = 10 * 60_000

/** Sessions that a write at that moment may still continue. */
const listOpen = async (tx: Transaction, documentId: string, at: Date) => {
  const since = at.getTime() - SESSION_GAP_MS - CLOCKS_DIFFER_MS
  const newest = await listNewestSessions(tx, documentId)
  return newest.filter(({ endedAt }) => endedAt.getTime() >= since)
}

/**
 * Reads the log again from where the earliest session began that is still open. Sessions that were closed by then are
 * dropped: read from their middle they would be told wrong, and nothing continues them.
 */
const rereadLedger = async (
  tx: Transaction,
  documentId: string,
  rows: readonly LogRow[],
  isRestore: IsRestore,
) => {
  const seq = (rows[0]?.seq ?? 1) - 1
  const earliest = new Date(Math.min(...rows.map(({ at }) => at.getTime())))
  const open = await listOpen(tx, documentId, earliest)
  const from = Math.min(seq, ...open.map(({ firstSeq }) => firstSeq - 1))
  const ledger = createLedger(await replayDocument(tx, documentId, from))
  await readOn(tx, documentId, ledger, { from, upTo: seq, isRestore })
  const openSeqs = new Map(open.map(({ personId, firstSeq }) => [personId, firstSeq]))
  for (const [personId, session] of ledger.newest)
    if (openSeqs.get(personId) !== session.firstSeq) ledger.newest.delete(personId)
  return ledger
}

/**
 * The ledger as it stands before the first of the rows. A kept one that stands earlier (another node has written since)
 * is read on; one that stands later, after a failed commit or a rebuild, is of no use.
 */
export const openLedger = async (
  tx: Transaction,
  kept: KeptLedgers,
  documentId: string,
  rows: readonly LogRow[],
  isRestore: IsRestore,
): Promise<Ledger> => {
  const seq = (rows[0]?.seq ?? 1) - 1
  const known = kept.take(documentId)
  if (!known || known.seq > seq) return rereadLedger(tx, documentId, rows, isRestore)
  await readOn(tx, documentId, known.ledger, { from: known.seq, upTo: seq, isRestore })
  return known.ledger
}
