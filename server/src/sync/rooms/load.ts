import type { Database } from 'db/connect'
import { readNewestSnapshot, readRows, type StoredRow, type StoredSnapshot } from 'db/queries/log'
import { quarantine } from 'db/queries/rooms'
import { forgetSnapshot } from 'db/queries/snapshots'
import type { Logger } from 'pino'
import { EMPTY_UPDATE } from 'shared/protocol/frames'
import { decode } from '../gate/decode.ts'
import type { Limits } from '../limits.ts'
import type { Long } from '../long/long.ts'
import { mergeForWire } from '../state/merge.ts'
import { rememberMeta } from '../state/meta.ts'
import { createState, type State } from '../state/state.ts'

type Deps = { db: Database; logger: Logger; now: () => Date; limits: Limits; long: Pick<Long, 'read'> }
type Row = { seq: number; updates: Uint8Array[] }

const PAGE = 5_000

/** Long ones are read in a thread (SPEC J10). */
const canBeRead = async (
  { long, limits }: Deps,
  documentId: string,
  update: Uint8Array,
): Promise<boolean> => {
  if (update.length <= limits.longBytes) return decode(update) !== null
  const meta = await long.read(documentId, update)
  if (meta) rememberMeta(update, meta)
  return meta !== null
}

const isReadable = async (
  deps: Deps,
  documentId: string,
  { damaged, updates }: StoredRow,
): Promise<boolean> => {
  for (const update of updates) if (!(await canBeRead(deps, documentId, update))) return false
  return !damaged
}

/** A row that cannot be read is put aside and reported; the document opens without it (SPEC J5). */
const takeRow = async (deps: Deps, documentId: string, row: StoredRow): Promise<Row> => {
  const { db, logger, now } = deps
  if (await isReadable(deps, documentId, row)) return { seq: row.seq, updates: row.updates }
  if (await quarantine(db, documentId, row.seq, 'unreadable', now()))
    logger.error({ documentId, seq: row.seq }, 'a row of the log cannot be read and is left out')
  return { seq: row.seq, updates: [] }
}

/** All rows after `seq`, checked, ascending; with `gen` none when the document is of another generation by now. */
export const readAfter = async (
  deps: Deps,
  documentId: string,
  seq: number,
  gen?: number,
): Promise<Row[]> => {
  const rows: Row[] = []
  for (;;) {
    const page = await readRows(deps.db, documentId, rows.at(-1)?.seq ?? seq, { limit: PAGE, gen })
    for (const row of page) rows.push(await takeRow(deps, documentId, row))
    if (page.length < PAGE) return rows
  }
}

/** A full state that is damaged is as good as none: the rows it stands for are there, and another is made (SPEC C4). */
const readIntact = async ({ db, logger }: Deps, documentId: string): Promise<StoredSnapshot | null> => {
  const damaged: number[] = []
  const snapshot = await readNewestSnapshot(db, documentId, undefined, (seq) => damaged.push(seq))
  for (const seq of damaged) {
    logger.error({ documentId, seq }, 'a full state is damaged; the rows it stood for are read instead')
    await forgetSnapshot(db, documentId, seq)
  }
  return snapshot
}

/** The committed state of a document: newest snapshot and the rows after it. */
export const loadState = async (deps: Deps, documentId: string): Promise<State> => {
  const snapshot = await readIntact(deps, documentId)
  const state = createState(snapshot?.seq ?? 0, snapshot?.state ?? EMPTY_UPDATE, snapshot?.stateVector)
  for (const row of await readAfter(deps, documentId, state.head())) state.advance(row.seq, row.updates)
  // Nobody has to be told; many rows become few frames.
  state.gather((updates) => mergeForWire(updates, deps.limits))
  return state
}
