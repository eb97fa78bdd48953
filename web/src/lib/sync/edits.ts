/**
 * Counts a person's edits that the server has not committed. A frame of this connection may carry one edit (an update)
 * or all that were not sent yet (a step 2); numbers are those of the acknowledgement frames (DESIGN §3, `112`).
 */
export type Edits = {
  /** Edits without acknowledgement. */
  readonly count: number
  /** An edit was made; it is not sent yet. */
  edited: (update: Uint8Array) => void
  /**
   * Edits of an earlier visit that this computer kept: they leave with the next step 2 or, when they come while the line
   * is there, have left with what was sent last.
   */
  restored: (count: number) => void
  /** An update frame with number n left: it carries the newest edit. */
  sentUpdate: (n: number) => void
  /** A step-2 frame with number n left: `update` carries everything that was not sent. */
  sentAll: (n: number, update: Uint8Array) => void
  /** The first n frames, and all before them, are on disk. */
  acknowledged: (n: number) => void
  /** Frame n came too fast: its edits leave with the next step 2, which the server asks for (SPEC L1). */
  postponed: (n: number) => void
  /** True while edits that left before frame n are without acknowledgement. */
  waitsBefore: (n: number) => boolean
  /** Frame n was refused: its edits wait no more. */
  refused: (n: number) => Refusal
  /** The connection is gone: whatever was on its way has to be sent again. */
  disconnected: () => void
}

export type Refusal = {
  /** The frame that was refused. */
  n: number
  /** Yjs updates that the server will never take. */
  updates: Uint8Array[]
  /** Something was written after them, on top of what the server does not have. */
  later: boolean
}

type Edit = { frame: number; update: Uint8Array | null }

/** A Yjs update begins with the number of clients that wrote structs in it. */
const hasStructs = (update: Uint8Array): boolean => (update[0] ?? 0) > 0

const UNSENT = Number.POSITIVE_INFINITY

export const createEdits = (onChange: (count: number) => void = () => undefined): Edits => {
  let waiting: Edit[] = []
  let lastFrame = 0
  let lastAcknowledged = 0
  const keep = (next: Edit[]) => {
    const changed = next.length !== waiting.length
    waiting = next
    if (changed) onChange(waiting.length)
  }
  return {
    get count() {
      return waiting.length
    },
    edited: (update) => keep([...waiting, { frame: UNSENT, update }]),
    restored: (count) => {
      // All that left is on disk, and they were in it.
      if (lastFrame > 0 && lastFrame === lastAcknowledged) return
      const frame = lastFrame > 0 ? lastFrame : UNSENT
      keep([...Array.from({ length: count }, () => ({ frame, update: null })), ...waiting])
    },
    sentUpdate: (n) => {
      lastFrame = n
      const newest = waiting.at(-1)
      if (newest?.frame === UNSENT) newest.frame = n
    },
    sentAll: (n, update) => {
      lastFrame = n
      const unknown = waiting.find((edit) => edit.update === null)
      if (unknown) unknown.update = update
      // Structs that nobody counted, of another tab that was offline: not saved before they are acknowledged.
      else if (waiting.length === 0 && hasStructs(update)) keep([{ frame: n, update }])
      for (const edit of waiting) if (edit.frame === UNSENT) edit.frame = n
    },
    acknowledged: (n) => {
      lastAcknowledged = n
      keep(waiting.filter(({ frame }) => frame > n))
    },
    postponed: (n) => {
      for (const edit of waiting) if (edit.frame === n) edit.frame = UNSENT
    },
    waitsBefore: (n) => waiting.some(({ frame }) => frame < n),
    refused: (n) => {
      const gone = waiting.filter(({ frame }) => frame === n)
      const later = lastFrame > n || waiting.some(({ frame }) => frame === UNSENT)
      keep(waiting.filter(({ frame }) => frame !== n))
      return { n, updates: gone.flatMap(({ update }) => update ?? []), later }
    },
    disconnected: () => {
      lastFrame = 0
      lastAcknowledged = 0
      for (const edit of waiting) edit.frame = UNSENT
    },
  }
}
