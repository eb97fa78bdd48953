const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 10 * 60_000

/** Remembers what has failed and when it may be tried again: each further failure doubles the pause. */
export const createBackoff = (now: () => Date) => {
  const failures = new Map<string, { count: number; retryAt: number }>()
  return {
    isWaiting: (key: string): boolean => (failures.get(key)?.retryAt ?? 0) > now().getTime(),
    fail: (key: string): void => {
      const count = (failures.get(key)?.count ?? 0) + 1
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** (count - 1), LONGEST_PAUSE_MS)
      failures.set(key, { count, retryAt: now().getTime() + pause })
    },
    forget: (key: string): void => void failures.delete(key),
  }
}
