import type { Limits } from '../limits.ts'
import type { LogEntry } from '../log/log.ts'

type Patience = Pick<Limits, 'stallMs' | 'slowBytesPerMs'>
type Flown = { entry: LogEntry; at: number; done: boolean }

/** A room's accepted updates that are not committed yet, numbered from 1 in the order of acceptance. */
export const createFlight = (clock: () => number) => {
  let accepted = 0
  let bytes = 0
  const flying: Flown[] = []
  const age = () => (flying[0] ? clock() - flying[0].at : 0)

  return {
    /** Number of the newest accepted update. */
    accepted: () => accepted,
    /** All updates up to this number are committed (or were never to be). */
    landed: () => accepted - flying.length,
    isEmpty: () => flying.length === 0,
    bytes: () => bytes,
    /** Milliseconds that the oldest has been waiting. */
    age,
    /** Whether the oldest waits longer than one of its length may. */
    isLate: ({ stallMs, slowBytesPerMs }: Patience): boolean =>
      age() > stallMs + (flying[0]?.entry.update.length ?? 0) / slowBytesPerMs,
    entries: () => flying.filter((one) => !one.done).map((one) => one.entry),
    start: (entry: LogEntry): number => {
      flying.push({ entry, at: clock(), done: false })
      bytes += entry.update.length
      return ++accepted
    },
    land: (entry: LogEntry): void => {
      const flown = flying.find((one) => one.entry === entry)
      if (!flown || flown.done) return
      flown.done = true
      bytes -= entry.update.length
      while (flying[0]?.done) flying.shift()
    },
  }
}

export type Flight = ReturnType<typeof createFlight>
