import { readNewestSnapshot } from 'db/queries/log'
import { quarantine } from 'db/queries/rooms'
import { EMPTY_UPDATE } from 'shared/protocol/frames'
import { Thread } from '../../threads/thread.ts'
import { readAfter } from './load.ts'
import type { Room } from './room.ts'
import type { RoomDeps } from './roomDeps.ts'
import type { Log } from './unfit.ts'

const TIME_MS = 60_000

/**
 * Heals documents that Yjs cannot put together: rows at fault go to quarantine and the room is opened anew without
 * them (SPEC J5). They are looked for in a thread, one document after another.
 */
export const createHealer = (
  deps: Pick<RoomDeps, 'db' | 'logger' | 'now' | 'limits' | 'long'>,
  hot: Map<string, Room>,
) => {
  const { db, logger, now } = deps
  const thread = new Thread<Log, number[]>(new URL('./unfitWorker.ts', import.meta.url), { timeMs: TIME_MS })
  const running = new Map<string, Promise<void>>()

  const heal = async (documentId: string): Promise<void> => {
    const snapshot = await readNewestSnapshot(db, documentId)
    const rows = await readAfter(deps, documentId, snapshot?.seq ?? 0)
    const unfit = await thread.run({ base: snapshot?.state ?? EMPTY_UPDATE, rows })
    for (const seq of unfit) await quarantine(db, documentId, seq, 'unfit', now())
    logger.error({ documentId, rows: unfit }, 'a document could not be put together; rows were left out')
    if (unfit.length > 0) hot.get(documentId)?.close('restarting')
  }

  return {
    /** Once at a time for a document; what goes wrong is reported. */
    heal: (documentId: string): Promise<void> => {
      const run =
        running.get(documentId) ??
        heal(documentId)
          .catch((error: unknown) =>
            logger.error({ err: error, documentId }, 'a document could not be healed'),
          )
          .finally(() => running.delete(documentId))
      running.set(documentId, run)
      return run
    },
    stop: () => thread.stop(),
  }
}

export type Healer = ReturnType<typeof createHealer>
