import type { Server } from 'node:http'
import type { Logger } from '../log.ts'

/** One thing to end, in order; `within` is how long the others wait for it, in milliseconds. */
export type Ending = { name: string; within: number; end: () => Promise<unknown> }

const runEnding = async ({ name, within, end }: Ending, log: Logger): Promise<void> => {
  const { promise: late, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => resolve('late'), within)
  try {
    if ((await Promise.race([end(), late])) === 'late') log.error({ part: name }, 'did not end in time')
  } catch (error) {
    log.error({ err: error, part: name }, 'could not be ended')
  } finally {
    clearTimeout(timer)
  }
}

/** Ends all parts one after another; one that hangs or fails does not keep the next from ending. */
export const drain = async (endings: Ending[], log: Logger): Promise<void> => {
  for (const ending of endings) await runEnding(ending, log)
}

/** Stops taking connections and lets requests that are under way finish. */
export const closeServer = (server: Server): Promise<void> => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), 4_000)
  return closed.finally(() => clearTimeout(late))
}
