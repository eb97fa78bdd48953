import { createBucket, type Bucket } from '../doors/bucket.ts'
import type { Limits } from '../limits.ts'

/** What is judged against has to be made anew because of an update, and what a client id costs that is bound for good. */
const SPOILT_MS = 2_000
const CLAIM_MS = 20

/** An update takes no longer than this, whatever the clock says: a machine that is busy elsewhere is not her fault. */
const mostMs = (bytes: number): number => 1 + bytes * 0.004

type Effort = { places: Bucket; work: Bucket; answers: Bucket }

/** Does it and gives the milliseconds it took. */
const time = (work: () => void): number => {
  const started = performance.now()
  work()
  return performance.now() - started
}

/** What each person's updates and questions in a room may cost, however many connections she has (SPEC G15). */
export const createEfforts = (limits: Limits) => {
  const efforts = new Map<string, Effort>()
  const of = (personId: string): Effort => {
    const known = efforts.get(personId)
    if (known) return known
    const { effortBurst, effortPerSecond, workBurst, workPerSecond, answersBurst, answersPerSecond } = limits
    const effort = {
      places: createBucket({ burst: effortBurst, perSecond: effortPerSecond }),
      work: createBucket({ burst: workBurst, perSecond: workPerSecond }),
      answers: createBucket({ burst: answersBurst, perSecond: answersPerSecond }),
    }
    efforts.set(personId, effort)
    return effort
  }
  return {
    /** Tokens for places that many want. */
    placesOf: (personId: string): Bucket => of(personId).places,
    /** True while she has had more than her share of the process: her updates wait. */
    isSpent: (personId: string): boolean => of(personId).work.isEmpty(),
    /** Does what is done at once for her update of so many bytes, and counts how long it takes. */
    count: (personId: string, bytes: number, work: () => void): void => {
      of(personId).work.owe(Math.min(time(work), mostMs(bytes)))
    },
    /** Answers at once, if her share of that is not used up; else does nothing and gives false. */
    answers: (personId: string, work: () => void): boolean => {
      const { answers } = of(personId)
      if (answers.isEmpty()) return false
      answers.owe(time(work))
      return true
    },
    spoilt: (personId: string): void => of(personId).work.owe(SPOILT_MS),
    claimed: (personId: string, clientIds: number): void => of(personId).work.owe(clientIds * CLAIM_MS),
  }
}

export type Efforts = ReturnType<typeof createEfforts>
