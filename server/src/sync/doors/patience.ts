const FORGET_MS = 60_000
const FREE = 3
const LONGEST_MS = 10_000
const KEYS_MAX = 10_000

/**
 * Makes those wait who are refused again and again: clients older than y-websocket 3.1 do not take 44xx for an answer and
 * come back at once (SPEC N4). The first refusals are immediate.
 */
export const createPatience = (clock: () => number = () => performance.now()) => {
  const refusals = new Map<string, { count: number; at: number }>()

  return {
    refused: (key: string): void => {
      const known = refusals.get(key)
      const count = known && clock() - known.at < FORGET_MS ? known.count + 1 : 1
      refusals.delete(key)
      refusals.set(key, { count, at: clock() })
      const oldest = refusals.keys().next()
      if (refusals.size > KEYS_MAX && !oldest.done) refusals.delete(oldest.value)
    },
    /** Milliseconds that the next attempt has to wait. */
    delay: (key: string): number => {
      const known = refusals.get(key)
      if (!known || clock() - known.at > FORGET_MS || known.count < FREE) return 0
      return Math.min(LONGEST_MS, 250 * 2 ** (known.count - FREE))
    },
  }
}

export type Patience = ReturnType<typeof createPatience>
