import type { Copy } from './copy.ts'
import type { Journal } from './journal.ts'

type Row = { update: Uint8Array; own: boolean }

export type WriterReports = {
  /** How many of the edits made in this tab are not committed in the copy yet. */
  onUnkept: (count: number) => void
  /** A write failed: the browser has no room or no storage. What failed waits and is tried again. */
  onFailed: (error: unknown) => void
  /** The copy cannot be opened, or takes nothing: nothing more is kept here. */
  onLost: () => void
  /** True while the server cannot be reached: the copy is all there is. */
  isAlone: () => boolean
}

export type Writer = {
  /** The copy is open: writes what gathered. */
  begin: (copy: Copy) => void
  add: (update: Uint8Array, own: boolean) => void
  /** There will be no copy: what gathered for it goes, and nothing more gathers. */
  giveUp: () => void
  /** How many edits the server has not acknowledged, for the next visit. */
  count: (unsent: number) => void
  /** Writes at once even though a transaction is on its way: the page goes. */
  hurry: () => void
  /** Resolves when nothing waits, or a write failed. */
  stop: () => Promise<void>
}

/** What may gather for a copy that does not open, or cannot take any more. */
const WAITING_MOST = 32 * 1024 * 1024

const ownAmong = (rows: readonly Row[]): Uint8Array[] =>
  rows.flatMap(({ update, own }) => (own ? update : []))

/** What waits for the copy; the journal has this tab's own of it. Without a copy only so much gathers. */
const gatherRows = (journal: Journal, { onUnkept, onLost }: WriterReports) => {
  let rows: Row[] = []
  let bytes = 0
  let isLost = false

  const settle = () => {
    const own = ownAmong(rows)
    journal.hold(own)
    onUnkept(own.length)
  }
  const giveUp = () => {
    if (isLost) return
    isLost = true
    rows = []
    journal.hold([])
    onLost()
  }
  return {
    get length() {
      return rows.length
    },
    get isLost() {
      return isLost
    },
    giveUp,
    updates: () => rows.map(({ update }) => update),
    add: (row: Row) => {
      if (isLost) return
      bytes += row.update.length
      rows.push(row)
      if (bytes > WAITING_MOST) giveUp()
      else if (row.own) settle()
    },
    /** The oldest are in the copy. */
    stored: (count: number) => {
      bytes -= rows.slice(0, count).reduce((sum, { update }) => sum + update.length, 0)
      rows = rows.slice(count)
      settle()
    },
  }
}

/** Writes a document's updates into its copy. No timer: a batch is what gathered while the last one was committed. */
export const createWriter = (journal: Journal, reports: WriterReports): Writer => {
  const { onFailed, isAlone } = reports
  const rows = gatherRows(journal, reports)
  let copy: Copy | null = null
  let unsent = 0
  let stored = 0
  let busy = false
  let writing = Promise.resolve()

  const batch = () => ({ updates: rows.updates(), unsent, lasting: isAlone() })

  const writeBatch = async (into: Copy): Promise<boolean> => {
    const { length } = rows
    const counted = unsent
    try {
      await into.write(batch())
    } catch (error) {
      onFailed(error)
      return false
    }
    stored = counted
    rows.stored(length)
    return true
  }

  const writeAll = async (into: Copy): Promise<void> => {
    busy = true
    while (rows.length > 0 || stored !== unsent) if (!(await writeBatch(into))) break
    busy = false
  }

  const write = () => {
    if (copy && !busy) writing = writeAll(copy)
  }

  return {
    begin: (opened) => {
      if (rows.isLost) return
      copy = opened
      write()
    },
    giveUp: rows.giveUp,
    add: (update, own) => {
      rows.add({ update, own })
      write()
    },
    count: (now) => {
      unsent = now
      write()
    },
    hurry: () => {
      if (copy && rows.length > 0) void copy.write(batch()).catch(onFailed)
    },
    stop: async () => {
      await writing
      copy = null
    },
  }
}
