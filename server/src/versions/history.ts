import type { Database } from 'db/connect'
import { lockHistory } from 'db/queries/versions'
import { createLine } from '../threads/line.ts'
import { Thread } from '../threads/thread.ts'
import type { Work } from './work.ts'

/** For one job, from its turn on. */
const TIME_MS = 60_000
/** Jobs that nobody waits for. */
const NOBODY = ''

/**
 * Lets one change of a document's history happen at a time, on all nodes: two restores at once would both write again what
 * one of them shall. A node does one after another, so that no more than one connection waits for a lock.
 */
const createTurns = () => {
  const line = createLine()
  return <T>(db: Database, documentId: string, work: () => Promise<T>): Promise<T> =>
    line.run(documentId, () =>
      db.transaction(async (tx) => {
        await lockHistory(tx, documentId)
        return work()
      }),
    )
}

/**
 * The thread on which histories are read and compared, one job after another; it starts when first asked. People have
 * their turns in rotation, so that nobody waits for all that somebody else wants to know.
 */
export const createHistory = () => {
  const thread = new Thread<readonly [keyof Work, unknown], unknown>(
    new URL('./worker.ts', import.meta.url),
    { timeMs: TIME_MS },
  )
  const line = createLine()
  const run =
    <Name extends keyof Work>(name: Name) =>
    (given: Parameters<Work[Name]>[0], whose = NOBODY) =>
      line.run(whose, () => thread.run([name, given])) as Promise<ReturnType<Work[Name]>>
  return {
    state: run('state'),
    content: run('content'),
    standing: run('standing'),
    restore: run('restore'),
    origins: run('origins'),
    authors: run('authors'),
    alone: createTurns(),
    stop: () => thread.stop(),
  }
}

export type History = ReturnType<typeof createHistory>
