import type { Database } from 'db/connect'
import { lockHistory } from 'db/queries/versions'
import { Thread } from '../threads/thread.ts'
import type { Work } from './work.ts'

const TIME_MS = 60_000

/**
 * Lets one change of a document's history happen at a time, on all nodes: two restores at once would both write again what
 * one of them shall. A node does one after another, so that no more than one connection waits for a lock.
 */
const createTurns = () => {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(db: Database, documentId: string, work: () => Promise<T>): Promise<T> => {
    const turn = last.then(() =>
      db.transaction(async (tx) => {
        await lockHistory(tx, documentId)
        return work()
      }),
    )
    last = turn.catch(() => undefined)
    return turn
  }
}

/** The thread on which histories are read and compared, one job after another; it starts when first asked. */
export const createHistory = () => {
  const thread = new Thread<readonly [keyof Work, unknown], unknown>(
    new URL('./worker.ts', import.meta.url),
    { timeMs: TIME_MS },
  )
  const run =
    <Name extends keyof Work>(name: Name) =>
    (given: Parameters<Work[Name]>[0]) =>
      thread.run([name, given]) as Promise<ReturnType<Work[Name]>>
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
