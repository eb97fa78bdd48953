import type { DocumentKind } from 'shared/documents/kinds'
import { createLine } from '../../threads/line.ts'
import { Thread } from '../../threads/thread.ts'
import type { Meta } from '../state/meta.ts'
import { own } from './own.ts'
import type { Job, LongVerdict } from './work.ts'

const TIME_MS = 60_000

type Question = { kind: DocumentKind; updates: Uint8Array[]; update: Uint8Array }

/** A thread and the line before it; what a job is about is asked when its turn comes. Null: nobody wants it any more. */
const createDesk = () => {
  const thread = new Thread<Job, unknown>(new URL('./worker.ts', import.meta.url), { timeMs: TIME_MS })
  const line = createLine()
  const run = (whose: string, ask: () => Job | null): Promise<unknown> =>
    line.run(whose, async () => {
      const job = ask()
      return job && thread.run(job)
    })
  return { run, stop: () => thread.stop() }
}

/**
 * Threads for what would hold up all rooms: long updates and long documents (SPEC A11, J10). Who comes does not wait for who
 * writes, and nobody for all that somebody else wants. `whose`: of which person or document.
 */
export const createLong = () => {
  const [writing, coming] = [createDesk(), createDesk()]

  return {
    /** The gate's verdict on an update; `ask` gives what it is judged against, or null when its author has gone. */
    judge: (whose: string, ask: () => Question | null): Promise<LongVerdict | null> =>
      writing.run(whose, () => {
        const question = ask()
        if (!question) return null
        const { kind, updates, update } = question
        return { work: 'judge', kind, updates: updates.map(own), update }
      }) as Promise<LongVerdict | null>,
    /** The same content in pieces that are quickly applied one after another. */
    cut: (whose: string, ask: () => Uint8Array[]): Promise<Uint8Array[]> =>
      writing.run(whose, () => ({ work: 'cut', updates: ask().map(own) })) as Promise<Uint8Array[]>,
    /** How far a row's update reaches; null when it cannot be read. */
    read: (whose: string, update: Uint8Array): Promise<Meta | null> =>
      coming.run(whose, () => ({ work: 'read', update: own(update) })) as Promise<Meta | null>,
    /** Frames with what a document holds beyond a state vector; null when nobody waits for them any more. */
    compare: (
      whose: string,
      stateVector: Uint8Array,
      ask: () => [Uint8Array, ...Uint8Array[]] | null,
    ): Promise<Uint8Array[] | null> =>
      coming.run(whose, () => {
        const updates = ask()
        if (!updates) return null
        const [base, ...rest] = updates
        return { work: 'compare', updates: [own(base), ...rest.map(own)], stateVector: own(stateVector) }
      }) as Promise<Uint8Array[] | null>,
    stop: async (): Promise<void> => {
      await Promise.all([writing.stop(), coming.stop()])
    },
  }
}

export type Long = ReturnType<typeof createLong>
