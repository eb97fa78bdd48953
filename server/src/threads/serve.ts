import { parentPort } from 'node:worker_threads'
import { must } from 'shared/must'
import type { Answered, Asked } from './thread.ts'

/** Does the jobs of a thread one after another; one that throws is answered with why. */
export const serve = (work: (job: never) => unknown): void => {
  const port = must(parentPort, 'a parent thread')
  port.on('message', ({ id, job }: Asked) => {
    try {
      port.postMessage({ id, answer: work(job as never) } satisfies Answered)
    } catch (error) {
      port.postMessage({ id, error: String(error) } satisfies Answered)
    }
  })
}
