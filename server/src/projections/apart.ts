import type { Logger } from 'pino'
import type { Env } from '../env.ts'
import { Thread } from '../threads/thread.ts'
import type { Projections } from './runner.ts'

/** What the thread of projections is asked. */
export type Task =
  | { do: 'notify'; documentIds: readonly string[] }
  | { do: 'settle'; documentIds: readonly string[] | undefined }
  | { do: 'rebuild'; name: string }
  | { do: 'stop' }

/** What it works with: the address of the database and how much it logs. */
export type Workplace = { url: string; level: Env['logLevel'] }

const FIRST_MS = 500
/** Commits gather this long before the thread is told. */
const TELL_MS = 100
/** A thread that ended is started again after so long. */
const AGAIN_MS = 10_000

/**
 * The runner of projections on a thread of its own, with connections of its own: what a row changed is found by applying
 * it, which for a paste of megabytes takes a second, and rooms shall not wait for that. The thread begins with all that is due.
 */
export const createProjectionsApart = (
  workplace: Workplace,
  log: Pick<Logger, 'error' | 'warn'>,
): Projections => {
  const thread = new Thread<Task, unknown>(new URL('./apartWorker.ts', import.meta.url), {
    timeMs: null,
    data: workplace,
  })
  const grown = new Set<string>()
  let telling: NodeJS.Timeout | null = null
  let stopped = false

  const tellAfter = (milliseconds: number): void => {
    telling = stopped ? null : setTimeout(() => void tell(), milliseconds).unref()
  }

  const tell = async (): Promise<void> => {
    const documentIds = [...grown]
    grown.clear()
    try {
      await thread.run({ do: 'notify', documentIds })
      telling = null
      if (grown.size > 0) tellAfter(TELL_MS)
    } catch (error) {
      log.error({ err: error }, 'the thread of projections ended; it will be started again')
      tellAfter(AGAIN_MS)
    }
  }

  tellAfter(FIRST_MS)
  const look = setInterval(() => {
    if (!thread.isStarted && telling === null) tellAfter(0)
  }, AGAIN_MS).unref()

  return {
    notify: (documentId) => {
      grown.add(documentId)
      if (telling === null) tellAfter(TELL_MS)
    },
    settle: async (documentIds) => {
      await thread.run({ do: 'settle', documentIds })
    },
    rebuild: async (name) => {
      await thread.run({ do: 'rebuild', name })
    },
    stop: async () => {
      stopped = true
      clearInterval(look)
      if (telling) clearTimeout(telling)
      if (!thread.isStarted) return
      await thread
        .run({ do: 'stop' })
        .catch((error: unknown) => log.warn({ err: error }, 'projections did not end in order'))
      await thread.stop()
    },
  }
}
