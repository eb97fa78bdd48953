/** Not to be answered before something else happens: a step 2, a claim, a decision about rights. */
const HELD = Infinity

/**
 * The frames of one connection that wait for their answer (SPEC A4): each waits until the room has committed all it had
 * accepted up to that frame, its own content included. So an empty step 2 is not answered before earlier updates either.
 */
export const createLedger = () => {
  let count = 0
  const open: { n: number; ticket: number }[] = []

  return {
    /** Counts a frame; it is held until `wait`, `release` or `drop`. */
    begin: (): number => {
      open.push({ n: ++count, ticket: HELD })
      return count
    },
    /** The frame is answered once the room has committed up to `ticket`. */
    wait: (n: number, ticket: number): void => {
      for (const one of open) if (one.n === n) one.ticket = ticket
    },
    /** The same for all frames held before `n`: what they brought has come again in frame n. */
    release: (n: number, ticket: number): void => {
      for (const one of open) if (one.n < n && one.ticket === HELD) one.ticket = ticket
    },
    /** The frame is answered otherwise (rejected). */
    drop: (n: number): void => {
      const index = open.findIndex((one) => one.n === n)
      if (index >= 0) open.splice(index, 1)
    },
    /** Frames held up to `n`, oldest first. */
    heldUpTo: (n: number): number[] =>
      open.filter((one) => one.n <= n && one.ticket === HELD).map((one) => one.n),
    isWaiting: () => open.length > 0,
    /** The room has committed up to `ticket`: gives n when frame n, and all before it that were not refused, are. */
    settle: (ticket: number): number | null => {
      let last: number | null = null
      while (open[0] && open[0].ticket <= ticket) {
        last = open[0].n
        open.shift()
      }
      return last
    },
  }
}

export type Ledger = ReturnType<typeof createLedger>
