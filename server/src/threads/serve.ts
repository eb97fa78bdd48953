import { parentPort } from 'node:worker_threads'
import { must } from 'shared/must'
import type { Answered, Asked } from './thread.ts'

/** Does the jobs of a thread as they come; one that throws is answered with why. */
export const serve = (work: (job: never) => unknown): void => {
  const port = must(parentPort, 'a parent thread')
  const answer = async ({ id, job }: Asked): Promise<Answered> => {
    try {
      return { id, answer: await work(job as never) }
    } catch (error) {
      return { id, error: String(error) }
    }
  }
  port.on('message', (asked: Asked) => void answer(asked).then((answered) => port.postMessage(answered)))
}
