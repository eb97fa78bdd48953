import { performance } from 'node:perf_hooks'
import type { Limits } from '../limits.ts'

/** Share of its time that this process has been busy since the last call. */
const createGauge = () => {
  let last = performance.eventLoopUtilization()
  return (): number => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, last)
    last = now
    return utilization
  }
}

/** Part of the way that one look goes: gathering saves time, so a look that went all of it would swing to and fro. */
const STEP = 0.25

/**
 * How far apart statements of the log begin (SPEC A1): not at all while there is time, up to `gatherMs` when there is
 * none. One statement and one write to each member for several edits is what a busy server saves most by.
 */
export const createPace = ({ gatherMs, busyFrom, busyFully }: Limits, busy = createGauge()) => {
  let share = 0
  return {
    /** To be called a few times a second. */
    look: (): void => {
      const wanted = Math.min(1, Math.max(0, (busy() - busyFrom) / (busyFully - busyFrom)))
      share += (wanted - share) * STEP
    },
    milliseconds: () => (share < STEP / 8 ? 0 : gatherMs * share),
  }
}

export type Pace = ReturnType<typeof createPace>
