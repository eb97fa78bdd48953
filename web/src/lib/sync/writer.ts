import type { Copy } from './copy.ts'
import type { Journal } from './journal.ts'

type Row = { update: Uint8Array; own: boolean }

export type WriterReports = {
  /** How many of the edits made in this tab are not committed in the copy yet. */
  onUnkept: (count: number) => void
  /** A write failed: the browser has no room or no storage. What failed waits and is tried again. */
  onFailed: (error: unknown) => void
  /** True while the server cannot be reached: the copy is all there is. */
  isAlone: () => boolean
}

export type Writer = {
  /** The copy is open: writes what gathered. */
  begin: (copy: Copy) => void
  add: (update: Uint8Array, own: boolean) => void
  /** How many edits the server has not acknowledged, for the next visit. */
  count: (unsent: number) => void
  /** Writes at once even though a transaction is on its way: the page goes. */
  hurry: () => void
  /** Resolves when nothing waits, or a write failed. */
  stop: () => Promise<void>
}

const ownAmong = (rows: readonly Row[]): Uint8Array[] =>
  rows.flatMap(({ update, own }) => (own ? update : []))

/** Writes a document's updates into its copy. No timer: a batch is what gathered while the last one was committed. */
export const createWriter = (journal: Journal, { onUnkept, onFailed, isAlone }: WriterReports): Writer => {
  let copy: Copy | null = null
  let rows: Row[] = []
  let unsent = 0
  let stored = 0
  let busy = false
  let writing = Promise.resolve()

  const batch = () => ({ updates: rows.map(({ update }) => update), unsent, lasting: isAlone() })

  const writeBatch = async (into: Copy): Promise<boolean> => {
    const { length } = rows
    const counted = unsent
    try {
      await into.write(batch())
    } catch (error) {
      onFailed(error)
      return false
    }
    rows = rows.slice(length)
    stored = counted
    return true
  }

  const settle = () => {
    const own = ownAmong(rows)
    journal.hold(own)
    onUnkept(own.length)
  }

  const writeAll = async (into: Copy): Promise<void> => {
    busy = true
    while (rows.length > 0 || stored !== unsent) {
      if (!(await writeBatch(into))) break
      settle()
    }
    busy = false
  }

  const write = () => {
    if (copy && !busy) writing = writeAll(copy)
  }

  return {
    begin: (opened) => {
      copy = opened
      write()
    },
    add: (update, own) => {
      rows.push({ update, own })
      if (own) settle()
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
