import { Worker } from 'node:worker_threads'
import { problem, type Problem } from 'shared/protocol/problem'

export type Limits = { longestMs: number; heapMb: number }

/** Does a job in a thread of its own. */
type Apart<Job, Answer> = (job: Job) => Promise<Answer | Problem>

/** So many at once leave the rest of the server its memory; more wait, too many are asked to come back. */
const AT_ONCE = 2
const WAITING_MOST = 20

/** A thread for one job: work that eats memory or time ends its thread, nothing else. */
const runApart = <Answer>(
  script: URL,
  job: unknown,
  { longestMs, heapMb }: Limits,
): Promise<Answer | Problem> =>
  new Promise((resolve) => {
    const worker = new Worker(script, {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 32 },
    })
    const finish = (result: Answer | Problem) => {
      clearTimeout(timer)
      void worker.terminate()
      resolve(result)
    }
    const timer = setTimeout(() => finish(problem('tooLarge')), longestMs)
    worker.once('message', (result: Answer | Problem) => finish(result))
    worker.once('error', () => finish(problem('tooLarge')))
    worker.once('exit', () => finish(problem('brokenFile')))
  })

/**
 * Runs jobs of one kind in threads of their own, which live for one job each. `script` posts one message: the answer, or
 * a problem. Gives `busy` when too many wait.
 */
export const createApart = <Job, Answer>(script: URL, limits: Limits): Apart<Job, Answer> => {
  const waiting: (() => void)[] = []
  let running = 0
  const takeTurn = (): Promise<void> | null => {
    if (running < AT_ONCE) {
      running += 1
      return null
    }
    return new Promise((resolve) => waiting.push(resolve))
  }
  const passTurn = () => {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
  return async (job) => {
    if (waiting.length >= WAITING_MOST) return problem('busy')
    await takeTurn()
    try {
      return await runApart<Answer>(script, job, limits)
    } finally {
      passTurn()
    }
  }
}
