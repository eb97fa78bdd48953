import { createLog, type Log, type LogEntry, type LogOptions, type Settled } from './log.ts'
import type { Writer } from './writer.ts'

/** Writes letters, and megabytes. */
export type Writers = { quick: Writer; slow: Writer }

/** The way that a document's entries take now, how many are under way, and those that wait for the other way. */
type Course = { lane: Log; open: number; waiting: LogEntry[] }

/**
 * Two ways into the log, each with a connection of its own: long entries take the second, so that a paste of megabytes
 * keeps nobody else's letters waiting. Of one document all are on one way at a time, in order (SPEC A10).
 */
export const createLanes = (options: Omit<LogOptions, 'onSettled' | 'writer'>, writers: Writers): Log => {
  const courses = new Map<string, Course>()
  let waitingBytes = 0

  const send = (course: Course, entry: LogEntry) => {
    course.open++
    course.lane.append(entry)
  }

  const change = (documentId: string, { waiting }: Course) => {
    if (waiting.length === 0) courses.delete(documentId)
    else {
      const course: Course = { lane: slow, open: 0, waiting: [] }
      courses.set(documentId, course)
      for (const entry of waiting) {
        waitingBytes -= entry.update.length
        send(course, entry)
      }
    }
  }

  const onSettled = (settled: readonly Settled[]) => {
    for (const { entry } of settled) {
      const course = courses.get(entry.documentId)
      if (course && --course.open === 0) change(entry.documentId, course)
    }
  }

  const quick = createLog({ ...options, writer: writers.quick, onSettled })
  const slow = createLog({ ...options, writer: writers.slow, onSettled })

  return {
    append: (entry) => {
      const isLong = entry.update.length > options.limits.longBytes
      const course = courses.get(entry.documentId) ?? { lane: isLong ? slow : quick, open: 0, waiting: [] }
      courses.set(entry.documentId, course)
      if (course.waiting.length === 0 && (!isLong || course.lane === slow)) send(course, entry)
      else {
        course.waiting.push(entry)
        waitingBytes += entry.update.length
      }
    },
    bytes: () => quick.bytes() + slow.bytes() + waitingBytes,
    settled: async () => {
      // What waits goes from the quick way to the slow one.
      await quick.settled()
      await slow.settled()
    },
    close: async () => {
      await Promise.all([quick.close(), slow.close()])
    },
  }
}
