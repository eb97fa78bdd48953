import { Thread } from '../../threads/thread.ts'
import type { Limits } from '../limits.ts'
import type { Room } from '../rooms/room.ts'
import type { RoomDeps } from '../rooms/roomDeps.ts'
import { own } from '../long/own.ts'

const TIME_MS = 30_000

/** All of a document up to a row of its log, oldest first. */
export type Compacting = { documentId: string; seq: number; updates: Uint8Array[] }

const isLong = (room: Room, limits: Limits): boolean => {
  const { rows, bytes } = room.state.tail()
  return rows > limits.tailRows || bytes > Math.max(limits.tailBytes, room.state.baseBytes() / 2)
}

/** Full states of a room that grows fast would be made without end; only a very long tail does not wait its time. */
const hasRested = (room: Room, limits: Limits): boolean =>
  performance.now() - room.compactedAt > limits.compactPauseMs ||
  room.state.tail().bytes > limits.tailBytesMost

/**
 * Makes full states of long tails, away from the main thread (SPEC C). The state is verified and stored by the thread, only
 * if it reaches further than the newest one, and only then taken into memory. Rows are never touched.
 */
export const createCompactor = ({ limits, logger, heal, meters }: RoomDeps, url: string) => {
  const thread = new Thread<Compacting, Uint8Array>(new URL('./compactWorker.ts', import.meta.url), {
    timeMs: TIME_MS,
    data: url,
  })
  const running = new Map<string, Promise<void>>()
  let stopped = false

  const compact = async (room: Room): Promise<void> => {
    room.compactedAt = performance.now()
    const seq = room.state.head()
    const { documentId, state } = room
    state.rebase(seq, await thread.run({ documentId, seq, updates: state.updates().map(own) }))
    meters.compactions.observe((performance.now() - room.compactedAt) / 1_000)
  }

  /** Once at a time for a document; a failure is reported and tried again with the next reason. */
  const run = (room: Room): Promise<void> => {
    const known = running.get(room.documentId)
    if (known || stopped) return known ?? Promise.resolve()
    const run = compact(room)
      .catch((error: unknown) => {
        logger.error({ err: error, documentId: room.documentId }, 'compaction failed')
        heal(room.documentId)
      })
      .finally(() => running.delete(room.documentId))
    running.set(room.documentId, run)
    return run
  }

  return {
    run,
    /** Called after every commit: starts when the tail has grown long. */
    consider: (room: Room): void => {
      if (isLong(room, limits) && hasRested(room, limits)) void run(room)
    },
    stop: async (): Promise<void> => {
      stopped = true
      await Promise.all(running.values())
      await thread.stop()
    },
  }
}

export type Compactor = ReturnType<typeof createCompactor>
