import { createLine } from '../../threads/line.ts'
import { Thread } from '../../threads/thread.ts'
import type { Limits } from '../limits.ts'
import type { Room } from '../rooms/room.ts'
import type { RoomDeps } from '../rooms/roomDeps.ts'
import { own } from '../long/own.ts'
import { Unfit } from '../state/shadow.ts'

const TIME_MS = 60_000
const AFTER_FAILURE_MS = 60_000

/** All of a document up to a row of its log, oldest first. */
export type Compacting = { documentId: string; gen: number; seq: number; updates: Uint8Array[] }

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
  const thread = new Thread<Compacting, Uint8Array | null>(new URL('./compactWorker.ts', import.meta.url), {
    timeMs: TIME_MS,
    data: url,
  })
  /** One at a time: the time that a job may take is not spent on waiting for others. */
  const line = createLine()
  const running = new Map<string, Promise<void>>()
  /** Documents whose last state could not be made, and when. */
  const failures = new Map<string, number>()
  let stopped = false

  const compact = async (room: Room): Promise<void> => {
    const { documentId, gen, state } = room
    room.compactedAt = performance.now()
    await line.run(documentId, async () => {
      const [seq, started] = [state.head(), performance.now()]
      const full = await thread.run({ documentId, gen, seq, updates: state.updates().map(own) })
      if (!full) throw new Unfit('no state can be made of what is committed')
      state.rebase(seq, full)
      meters.compactions.observe((performance.now() - started) / 1_000)
    })
    failures.delete(documentId)
  }

  const mayTryAgain = ({ documentId }: Room): boolean =>
    performance.now() - (failures.get(documentId) ?? -Infinity) > AFTER_FAILURE_MS

  /** Once at a time for a document; a failure is reported and tried again later. */
  const run = (room: Room): Promise<void> => {
    const known = running.get(room.documentId)
    if (known || stopped) return known ?? Promise.resolve()
    const run = compact(room)
      .catch((error: unknown) => {
        logger.error({ err: error, documentId: room.documentId }, 'compaction failed')
        failures.set(room.documentId, performance.now())
        if (error instanceof Unfit) heal(room.documentId)
      })
      .finally(() => running.delete(room.documentId))
    running.set(room.documentId, run)
    return run
  }

  return {
    run,
    /** Called after every commit: starts when the tail has grown long. */
    consider: (room: Room): void => {
      if (isLong(room, limits) && hasRested(room, limits) && mayTryAgain(room)) void run(room)
    },
    stop: async (): Promise<void> => {
      stopped = true
      await Promise.all(running.values())
      await thread.stop()
    },
  }
}

export type Compactor = ReturnType<typeof createCompactor>
