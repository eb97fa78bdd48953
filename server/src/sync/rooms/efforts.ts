import { createBucket, type Bucket } from '../doors/bucket.ts'
import type { Limits } from '../limits.ts'

/** What each person's updates in a room may cost beyond the usual, however many connections she has (SPEC G15). */
export const createEfforts = ({ effortBurst: burst, effortPerSecond: perSecond }: Limits) => {
  const efforts = new Map<string, Bucket>()
  return (personId: string): Bucket => {
    const effort = efforts.get(personId) ?? createBucket({ burst, perSecond })
    efforts.set(personId, effort)
    return effort
  }
}
