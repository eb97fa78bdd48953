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

/**
 * How far apart statements of the log begin (SPEC A1): not at all while there is time, up to one frame of a display when
 * there is none. One statement and one write to each member for several edits is what a busy server saves most by.
 */
export const createPace = ({ gatherMs, busyFrom, busyFully }: Limits, busy = createGauge()) => {
  let milliseconds = 0
  return {
    /** To be called a few times a second. */
    look: (): void => {
      const share = (busy() - busyFrom) / (busyFully - busyFrom)
      milliseconds = gatherMs * Math.min(1, Math.max(0, share))
    },
    milliseconds: () => milliseconds,
  }
}

export type Pace = ReturnType<typeof createPace>
