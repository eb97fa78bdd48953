import type { Db } from 'db/connect'
import { quarantineRows, readProjectedRows, type StoredRow } from 'db/queries/projections'
import { unpackUpdates } from 'shared/protocol/row'
import * as Y from 'yjs'
import type { LogRow } from './projection.ts'

const ROWS_PER_READ = 1000
const BYTES_PER_READ = 4 * 1024 * 1024

/** A stretch of the log: what can be read of it, and the seq that it reaches, quarantined rows included. */
export type Stretch = { rows: LogRow[]; reaches: number }

type Unreadable = { seq: number; reason: string }

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Reads the next stretch after a seq, bounded in rows and bytes. Rows that cannot be unpacked go to quarantine. */
export const readStretch = async (
  db: Db,
  documentId: string,
  bounds: { after: number; upTo?: number },
): Promise<Stretch> => {
  const stored = await readProjectedRows(db, documentId, {
    ...bounds,
    limit: ROWS_PER_READ,
    bytes: BYTES_PER_READ,
  })
  const unreadable: Unreadable[] = []
  const rows = stored.filter((row) => !row.quarantined).flatMap((row) => unpackRow(row, unreadable))
  await quarantineRows(db, documentId, unreadable)
  return { rows, reaches: stored.at(-1)?.seq ?? bounds.after }
}

const unpackRow = (row: StoredRow, unreadable: Unreadable[]): LogRow[] => {
  try {
    const { seq, personId, schoolId, seeded, at } = row
    return [{ seq, personId, schoolId, seeded, at, updates: unpackUpdates(row.data) }]
  } catch (error) {
    unreadable.push({ seq: row.seq, reason: reasonOf(error) })
    return []
  }
}

/** Rows whose updates Yjs itself cannot decode: looked for only after a projection has failed, for it costs a decode. */
export const findUndecodable = (rows: readonly LogRow[]): Unreadable[] =>
  rows.flatMap((row) => {
    try {
      for (const update of row.updates) Y.decodeUpdate(update)
      return []
    } catch (error) {
      return [{ seq: row.seq, reason: reasonOf(error) }]
    }
  })
