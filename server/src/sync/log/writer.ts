import type { Sql } from 'db/connect'
import { type Append, type Appended, appendBatch, findAppended, type Found } from 'db/queries/append'
import { Thread } from '../../threads/thread.ts'
import { errorOf, type Failure } from './trouble.ts'

/** What writes rows into the log: a connection of its own, on this thread or on another. */
export type Writer = {
  /** As `appendBatch`. */
  append: (appends: readonly Append[], at: Date, skipBusy: boolean) => Promise<Appended[]>
  /** As `findAppended`. */
  find: (appends: readonly Append[], afterSeq: readonly number[]) => Promise<Found[]>
  /** Gives the connection up and opens another one. */
  replace: () => void
  close: () => Promise<void>
}

/** A writer on the rooms' own thread: the shortest way for letters. */
export const createWriter = (open: () => Sql): Writer => {
  let sql = open()
  const end = (one: Sql) => one.end({ timeout: 0 }).catch(() => undefined)
  return {
    append: (appends, at, skipBusy) => appendBatch(sql, appends, at, skipBusy),
    find: (appends, afterSeq) => findAppended(sql, appends, afterSeq),
    replace: () => {
      void end(sql)
      sql = open()
    },
    close: () => end(sql),
  }
}

/** Where a writer connects, and how long it waits for a document that is held. */
export type WriterPlace = { url: string; heldMs: number }

/** What the writer's thread is asked. */
export type Writing =
  | { write: 'append'; appends: readonly Append[]; at: Date; skipBusy: boolean }
  | { write: 'find'; appends: readonly Append[]; afterSeq: readonly number[] }

export type Written = { done: Appended[] | Found[] } | { failed: Failure }

/**
 * A writer on a thread of its own, for megabytes: their message to Postgres is put together in one piece, twice as long as
 * they are, and rooms shall not wait for that (SPEC A10). A thread that ended is a connection that was lost.
 */
export const createFarWriter = (place: WriterPlace): Writer => {
  const thread = new Thread<Writing, Written>(new URL('./writerWorker.ts', import.meta.url), {
    timeMs: null,
    data: place,
  })
  const run = async (writing: Writing) => {
    const written = await thread.run(writing)
    if ('failed' in written) throw errorOf(written.failed)
    return written.done
  }
  return {
    append: (appends, at, skipBusy) => run({ write: 'append', appends, at, skipBusy }) as Promise<Appended[]>,
    find: (appends, afterSeq) => run({ write: 'find', appends, afterSeq }) as Promise<Found[]>,
    replace: () => thread.giveUp(),
    close: () => thread.stop(),
  }
}
