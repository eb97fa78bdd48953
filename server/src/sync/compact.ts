import { Worker } from 'node:worker_threads'
import { storeSnapshot } from 'db/queries/snapshots'
import type { Compacted } from './compactState.ts'
import type { CompactAnswer, CompactJob } from './compactWorker.ts'
import type { Limits } from './limits.ts'
import type { Room, RoomDeps } from './room.ts'

const TIME_MS = 30_000

type Waiting = { resolve: (compacted: Compacted) => void; reject: (error: Error) => void }

/** A thread that starts with the first job and is started anew after it failed or took too long. */
const createThread = () => {
  let worker: Worker | null = null
  let lastId = 0
  const waiting = new Map<number, Waiting>()

  const fail = (error: Error) => {
    void worker?.terminate()
    worker = null
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  const start = (): Worker => {
    const started = new Worker(new URL('./compactWorker.ts', import.meta.url))
    started.unref()
    started.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))))
    started.on('message', (answer: CompactAnswer) => {
      const job = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('error' in answer) job?.reject(new Error(answer.error))
      else job?.resolve(answer)
    })
    return started
  }

  const run = async (updates: Uint8Array[]): Promise<Compacted> => {
    worker ??= start()
    const id = ++lastId
    const timer = setTimeout(() => fail(new Error('compaction took too long')), TIME_MS)
    try {
      return await new Promise<Compacted>((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        worker?.postMessage({ id, updates } satisfies CompactJob)
      })
    } finally {
      clearTimeout(timer)
    }
  }

  const stop = async () => {
    await worker?.terminate()
  }

  return { run, stop }
}

const isDue = (room: Room, limits: Limits): boolean => {
  const { rows, bytes } = room.state.tail()
  return rows > limits.tailRows || bytes > Math.max(limits.tailBytes, room.state.baseBytes() / 2)
}

/**
 * Makes full states of long tails, away from the main thread (SPEC C). The state is verified by the thread, stored only if
 * it reaches further than the newest one, and only then taken into memory. Rows are never touched.
 */
export const createCompactor = ({ db, limits, logger }: RoomDeps) => {
  const thread = createThread()
  const running = new Map<string, Promise<void>>()
  let stopped = false

  const compact = async (room: Room): Promise<void> => {
    const seq = room.state.head()
    const { state, stateVector } = await thread.run(room.state.updates())
    await storeSnapshot(db, room.documentId, { seq, state, stateVector })
    room.state.rebase(seq, state)
  }

  /** Once at a time for a document; a failure is reported and tried again with the next reason. */
  const run = (room: Room): Promise<void> => {
    const known = running.get(room.documentId)
    if (known || stopped) return known ?? Promise.resolve()
    const run = compact(room)
      .catch((error: unknown) =>
        logger.error({ err: error, documentId: room.documentId }, 'compaction failed'),
      )
      .finally(() => running.delete(room.documentId))
    running.set(room.documentId, run)
    return run
  }

  return {
    run,
    /** Called after every commit: starts when the tail has grown long. */
    consider: (room: Room): void => {
      if (isDue(room, limits)) void run(room)
    },
    stop: async (): Promise<void> => {
      stopped = true
      await Promise.all(running.values())
      await thread.stop()
    },
  }
}

export type Compactor = ReturnType<typeof createCompactor>
