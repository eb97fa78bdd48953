import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { createAside, type Aside } from './aside.ts'
import { commitRows, type Attempt, type Outcome } from './commit.ts'
import type { Limits } from '../limits.ts'
import type { Meters } from '../meters.ts'
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

const isRefusedAs = (outcome: Outcome, reason: 'busy' | 'unknown'): boolean =>
  'refused' in outcome && outcome.refused === reason

/** What became of the entries of a statement; those that have to wait are put aside. */
const sortOut = (
  rows: readonly Row<LogEntry>[],
  outcomes: readonly Outcome[],
  aside: Aside<LogEntry>,
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

/** Takes the next batch, without what has to wait aside. */
const takeNext = (entries: LogEntry[], aside: Aside<LogEntry>, limits: Limits): Row<LogEntry>[] =>
  groupRows(aside.leave(takeBatch(entries, limits)))

/** Waits until the next statement may begin. */
const createGathering = (pace: Pace) => {
  let beganAt = -Infinity
  return async () => {
    const wait = beganAt + pace.milliseconds() - performance.now()
    if (wait > 0) await pause(wait)
    beganAt = performance.now()
  }
}

/** The statement, measured; what keeps it from being written is noted. */
const createStatement =
  ({ writer, limits, now, log, meters }: LogOptions) =>
  (rows: readonly Row<LogEntry>[], attempt: Attempt): Promise<Outcome[]> => {
    const onTrouble = (error: unknown) => log.warn({ err: error }, 'the log cannot commit for now')
    return meters.meterCommit(() => commitRows({ writer, limits, now, onTrouble }, rows, attempt))
  }

/** What lay aside and is due: rows whose answer was lost, and entries whose document was held. */
const createReturning = (aside: Aside<LogEntry>) => {
  const unanswered: Row<LogEntry>[] = []
  const again: LogEntry[] = []
  let isDue = false
  return {
    unanswered,
    again,
    isWaiting: () => isDue || again.length > 0 || unanswered.length > 0,
    /** What lies aside may be tried again. */
    wake: (): void => void (isDue = true),
    /** Between two rounds alone: in the middle of one, what follows a doubtful row would overtake it. */
    takeUp: (): void => {
      if (!isDue) return
      isDue = false
      for (const entry of aside.takeHeld()) again.push(entry)
      unanswered.push(...aside.takeDoubtful())
    },
  }
}

/**
 * Group commit (SPEC A1): a batch is what gathered while the last statement ran and, in a busy process, since it began.
 * Entries of a document stay in order; a document whose row others hold waits aside, the rest goes on.
 */
export const createLog = (options: LogOptions) => {
  const { writer, limits, log, pace, onSettled } = options
  const write = createStatement(options)
  const queue: LogEntry[] = []
  const aside = createAside<LogEntry>()
  const { unanswered, again, ...returning } = createReturning(aside)
  let bytes = 0
  let running = false
  let resuming: NodeJS.Timeout | null = null
  const gather = createGathering(pace)
  const idle: (() => void)[] = []

  const commit = async (rows: readonly Row<LogEntry>[], attempt: Attempt) => {
    if (rows.length === 0) return
    const settled = sortOut(rows, await write(rows, attempt), aside)
    if (!aside.isEmpty()) resuming ??= setTimeout(resume, limits.retryMs)
    for (const { entry } of settled) bytes -= entry.update.length
    onSettled(settled)
    report(settled, log)
  }

  const isWaiting = () => queue.length > 0 || returning.isWaiting()

  const run = async () => {
    if (running) return
    running = true
    while (isWaiting()) {
      await gather()
      returning.takeUp()
      await commit(unanswered.splice(0), 'unanswered')
      // Before what came for the same documents meanwhile.
      while (again.length > 0) await commit(takeNext(again, aside, limits), 'again')
      await commit(takeNext(queue, aside, limits), 'first')
    }
    running = false
    if (aside.isEmpty()) for (const tell of idle.splice(0)) tell()
  }

  const start = () =>
    run().catch((error: unknown) => {
      running = false
      log.error({ err: error }, 'the log stopped')
      resuming ??= setTimeout(resume, limits.retryMs)
    })

  /** What lay aside is tried again, however much else is being written. */
  function resume() {
    resuming = null
    returning.wake()
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
      running || !aside.isEmpty() || isWaiting()
        ? new Promise((resolve) => idle.push(resolve))
        : Promise.resolve(),
    close: () => writer.close(),
  }
}

export type Log = ReturnType<typeof createLog>
