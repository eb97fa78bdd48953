import { setTimeout as pause } from 'node:timers/promises'
import type { DueDocument } from 'db/queries/projections'
import type { RunResult } from './run.ts'
import { createRests } from './rests.ts'
import { createTurns } from './turns.ts'
import { createWorker, type WorkerOptions } from './worker.ts'

/** Edits of a document gather this long before they are projected. */
const GATHER_MS = 500
/** Heals lost wake-ups, restarts and edits that another node committed. */
const POLL_MS = 10_000
/** After each stretch the runner rests this many times longer than it worked: rooms come first. */
const REST_FACTOR = 2

/** Keeps every projection up with the log (DESIGN §1, law 1). Any number of runners may work on one database. */
export const createProjections = (options: WorkerOptions) => {
  const worker = createWorker(options)
  const turns = createTurns()
  const rests = createRests(options.projections)
  let gathering: NodeJS.Timeout | null = null
  let working: Promise<void> = Promise.resolve()
  let stopped = false
  const isStopped = () => stopped

  const runWithRest = async (due: DueDocument): Promise<void> => {
    let result: RunResult = 'more'
    while (result === 'more' && !isStopped()) {
      const started = performance.now()
      result = await worker.runStretch(due)
      await pause((performance.now() - started) * REST_FACTOR, undefined, { ref: false })
    }
  }

  const catchUp = async (documentIds?: readonly string[]): Promise<void> => {
    try {
      for (const due of await worker.listDue(worker.names, documentIds))
        if (rests.isOver(due)) await runWithRest(due)
    } catch (error) {
      options.log.warn({ err: error }, 'projections fell behind; they will be tried again')
    }
  }

  const queue = (documentIds?: readonly string[]): void => {
    working = working.then(() => (isStopped() ? undefined : catchUp(documentIds)))
  }

  const queueWanted = (): void => {
    const due = turns.take()
    if (due.length > 0) queue(due)
    gathering = turns.areWaiting() ? setTimeout(queueWanted, GATHER_MS).unref() : null
  }

  const poll = setInterval(() => queue(), POLL_MS).unref()
  queue()

  return {
    /** Says that a document's log has grown. Cheap: called for every commit. */
    notify: (documentId: string): void => {
      if (isStopped()) return
      turns.want(documentId)
      gathering ??= setTimeout(queueWanted, GATHER_MS).unref()
    },
    /** Brings every projection up to the newest committed row, in these documents or all; what waits after a failure is left. */
    settle: (documentIds?: readonly string[]): Promise<void> => worker.settle(worker.names, documentIds),
    /** Forgets all that a projection wrote and reads the whole log again; ends with the same rows. */
    rebuild: (name: string): Promise<void> => worker.rebuild(name),
    /** Ends after the stretch at hand; nothing of it is lost. */
    stop: async (): Promise<void> => {
      stopped = true
      clearInterval(poll)
      if (gathering) clearTimeout(gathering)
      await working
    },
  }
}

export type Projections = ReturnType<typeof createProjections>
