import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { commitRows, type Outcome } from './commit.ts'
import type { Limits } from './limits.ts'
import type { Meters } from './meters.ts'
import type { Pace } from './pace.ts'
import { groupRows, takeBatch, type Entry, type Row } from './queue.ts'
import type { Writer } from './writer.ts'

/** Rooms hand entries over with a way back: they hear of all entries of one statement together. */
export type LogEntry = Entry & { room: { settle: (settled: readonly Settled[]) => void } }
export type Settled = { entry: LogEntry; outcome: Outcome }

export type LogOptions = {
  writer: Writer
  limits: Limits
  now: () => Date
  log: Logger
  meters: Meters
  pace: Pace
  /** Hears of what was answered for, before its room does. */
  onSettled: (settled: readonly Settled[]) => void
}

/** Tells each room of its entries, in the order they were queued. */
const report = (settled: readonly Settled[], log: Logger): void => {
  const rooms = new Map<LogEntry['room'], Settled[]>()
  for (const one of settled) {
    const list = rooms.get(one.entry.room)
    if (list) list.push(one)
    else rooms.set(one.entry.room, [one])
  }
  for (const [room, list] of rooms)
    try {
      room.settle(list)
    } catch (error) {
      // One room's trouble is not the others'.
      log.error({ err: error }, 'a room failed at what was committed')
    }
}

/** What waits for documents whose row others hold. */
const createAside = () => {
  const entries = new Map<string, LogEntry[]>()
  const doubtful: Row<LogEntry>[] = []
  const waits = ({ documentId }: LogEntry) =>
    entries.has(documentId) || doubtful.some((row) => row.append.documentId === documentId)
  const put = (added: readonly LogEntry[]) => {
    for (const entry of added) {
      const waiting = entries.get(entry.documentId)
      if (waiting) waiting.push(entry)
      else entries.set(entry.documentId, [entry])
    }
  }
  return {
    isEmpty: () => entries.size === 0 && doubtful.length === 0,
    put,
    /** Puts aside what comes behind something that waits; gives the rest. */
    leave: (batch: readonly LogEntry[]): LogEntry[] =>
      batch.filter((entry) => {
        const isHeld = waits(entry)
        if (isHeld) put([entry])
        return !isHeld
      }),
    takeAll: (): LogEntry[] => {
      const all = [...entries.values()].flat()
      entries.clear()
      return all
    },
    /** A row of which nobody knows yet whether it is written: it stays as it is until that is known. */
    doubt: (row: Row<LogEntry>) => {
      doubtful.push(row)
    },
    takeDoubtful: (): Row<LogEntry>[] => doubtful.splice(0),
  }
}

const isRefusedAs = (outcome: Outcome, reason: 'busy' | 'unknown'): boolean =>
  'refused' in outcome && outcome.refused === reason

/** What became of the entries of a statement; those that have to wait are put aside. */
const sortOut = (
  rows: readonly Row<LogEntry>[],
  outcomes: readonly Outcome[],
  aside: ReturnType<typeof createAside>,
): Settled[] => {
  const settled: Settled[] = []
  rows.forEach((row, index) => {
    const outcome = outcomes[index] ?? { refused: 'failed' }
    if (isRefusedAs(outcome, 'unknown')) aside.doubt(row)
    else if (isRefusedAs(outcome, 'busy')) aside.put(row.entries)
    else for (const entry of row.entries) settled.push({ entry, outcome })
  })
  return settled
}

/** Waits until the next statement may begin. */
const createGathering = (pace: Pace) => {
  let beganAt = -Infinity
  return async () => {
    const wait = beganAt + pace.milliseconds() - performance.now()
    if (wait > 0) await pause(wait)
    beganAt = performance.now()
  }
}

/**
 * Group commit (SPEC A1): a batch is what gathered while the last statement ran and, in a busy process, since it began.
 * Entries of a document stay in order; a document whose row others hold waits aside, the rest goes on.
 */
export const createLog = ({ writer, limits, now, log, meters, pace, onSettled }: LogOptions) => {
  let queue: LogEntry[] = []
  const aside = createAside()
  /** Doubtful rows whose turn it is. */
  const due: Row<LogEntry>[] = []
  let bytes = 0
  let running = false
  const gather = createGathering(pace)
  const idle: (() => void)[] = []

  const onTrouble = (error: unknown) => log.warn({ err: error }, 'the log cannot commit for now')

  const commit = async (rows: readonly Row<LogEntry>[], answerLost = false) => {
    const outcomes = await meters.meterCommit(() =>
      commitRows({ writer, limits, now, onTrouble }, rows, answerLost),
    )
    const settled = sortOut(rows, outcomes, aside)
    for (const { entry } of settled) bytes -= entry.update.length
    onSettled(settled)
    report(settled, log)
  }

  const run = async () => {
    if (running) return
    running = true
    while (queue.length > 0 || due.length > 0) {
      await gather()
      if (due.length > 0) await commit(due.splice(0), true)
      const batch = aside.leave(takeBatch(queue, limits))
      if (batch.length > 0) await commit(groupRows(batch))
    }
    running = false
    if (!aside.isEmpty()) setTimeout(resume, limits.retryMs)
    else for (const tell of idle.splice(0)) tell()
  }

  const start = () =>
    run().catch((error: unknown) => {
      running = false
      log.error({ err: error }, 'the log stopped')
      setTimeout(resume, limits.retryMs)
    })

  /** Documents that were busy go first; what came for them meanwhile lies among them. */
  const resume = () => {
    queue = aside.takeAll().concat(queue)
    due.push(...aside.takeDoubtful())
    void start()
  }

  return {
    append: (entry: LogEntry): void => {
      queue.push(entry)
      bytes += entry.update.length
      void start()
    },
    /** Bytes accepted and not yet committed. */
    bytes: () => bytes,
    /** Resolves when all that was accepted is committed. */
    settled: (): Promise<void> =>
      running || !aside.isEmpty() || queue.length > 0
        ? new Promise((resolve) => idle.push(resolve))
        : Promise.resolve(),
    close: () => writer.close(),
  }
}

export type Log = ReturnType<typeof createLog>
