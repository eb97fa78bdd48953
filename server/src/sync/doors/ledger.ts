/** Not to be answered before something else happens: a step 2, a claim, a decision about rights. */
const HELD = Infinity

/**
 * The frames of one connection that wait for their answer (SPEC A4): each waits until the room has committed all it had
 * accepted up to that frame, its own content included. So an empty step 2 is not answered before earlier updates either.
 */
export const createLedger = () => {
  let count = 0
  /** What each frame waits for, by its number: in the order they came. */
  const open = new Map<number, number>()

  return {
    /** Counts a frame; it is held until `wait`, `release` or `drop`. */
    begin: (): number => {
      open.set(++count, HELD)
      return count
    },
    /** The frame is answered once the room has committed up to `ticket`. */
    wait: (n: number, ticket: number): void => {
      if (open.has(n)) open.set(n, ticket)
    },
    /** The same for all frames held before `n`: what they brought has come again in frame n. */
    release: (n: number, ticket: number): void => {
      for (const [one, waitsFor] of open) if (one < n && waitsFor === HELD) open.set(one, ticket)
    },
    /** The frame is answered otherwise (rejected). */
    drop: (n: number): void => {
      open.delete(n)
    },
    /** Frames held up to `n`, oldest first. */
    heldUpTo: (n: number): number[] =>
      [...open].filter(([one, waitsFor]) => one <= n && waitsFor === HELD).map(([one]) => one),
    isWaiting: () => open.size > 0,
    /** How many frames wait. */
    size: () => open.size,
    /** The room has committed up to `ticket`: gives n when frame n, and all before it that were not refused, are. */
    settle: (ticket: number): number | null => {
      let last: number | null = null
      for (const [n, waitsFor] of open) {
        if (waitsFor > ticket) break
        last = n
        open.delete(n)
      }
      return last
    },
  }
}

export type Ledger = ReturnType<typeof createLedger>
