import * as Y from 'yjs'
import type { Id } from './items.ts'
import type { Restored } from './restored.ts'

/** Who wrote a row of the log, as its session said it; null for what is no act of a person. */
export type Author = { personId: string; schoolId: string | null }
export type WrittenRow = { updates: readonly Uint8Array[]; author: Author | null; at: Date }

/**
 * Neighbouring ids of one Yjs client that came with rows of one author within one hour; `author` is a place in the list of
 * authors, `hour` counts from 1970.
 */
type Written = { from: number; to: number; author: number; hour: number }

const HOUR_MS = 60 * 60_000

/** Which author's row brought which ids first. Plain data, so that it travels between threads and is read on later. */
export type Origins = { authors: (Author | null)[]; written: Map<number, Written[]> }

export const createOrigins = (): Origins => ({ authors: [], written: new Map() })

const placeOf = (authors: (Author | null)[], author: Author | null): number => {
  const place = authors.findIndex(
    (one) => one?.personId === author?.personId && one?.schoolId === author?.schoolId,
  )
  return place === -1 ? authors.push(author) - 1 : place
}

/** What comes first counts: bytes that are sent twice are nobody else's. */
const add = (ranges: Written[], range: Written): void => {
  const { from, to, author, hour } = range
  const last = ranges.at(-1)
  if (!last || from > last.to) ranges.push(range)
  else if (from === last.to && last.author === author && last.hour === hour) last.to = to
  else if (from === last.to) ranges.push(range)
  else addBetween(ranges, range)
}

const addBetween = (ranges: Written[], { from, to, ...by }: Written): void => {
  let at = from
  for (const range of [...ranges]) {
    if (at < range.from && at < to) ranges.push({ from: at, to: Math.min(range.from, to), ...by })
    at = Math.max(at, range.to)
  }
  if (at < to) ranges.push({ from: at, to, ...by })
  ranges.sort((one, other) => one.from - other.from)
}

/** Reads rows of the log on, in their order: whose bytes brought an id, wrote it. Throws on malformed updates. */
export const readOrigins = ({ authors, written }: Origins, rows: readonly WrittenRow[]): void => {
  for (const { updates, author, at } of rows) {
    const hour = Math.floor(at.getTime() / HOUR_MS)
    const place = placeOf(authors, author)
    for (const { id, length } of updates.flatMap((update) =>
      Y.decodeUpdate(update).structs.filter(isWritten),
    )) {
      const ranges = written.get(id.client) ?? []
      written.set(id.client, ranges)
      add(ranges, { from: id.clock, to: id.clock + length, author: place, hour })
    }
  }
}

const isWritten = (struct: object): boolean => !(struct instanceof Y.Skip)

/** The last of sorted ranges that begins at or before the clock. */
const findRange = <T>(ranges: readonly T[], clock: number, fromOf: (range: T) => number): T | undefined => {
  let [low, high] = [0, ranges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]
    if (range !== undefined && fromOf(range) <= clock) low = middle + 1
    else high = middle
  }
  return ranges[low - 1]
}

/**
 * Gives the way to find an id's author, as a place in the list of authors, and the hour it was written in (its start, in
 * milliseconds); null when the log does not know it any more.
 * What a restore wrote again is its first author's, however often it was restored.
 */
export const createFinder = ({ written }: Origins, restored: readonly Restored[]) => {
  const byClient = Map.groupBy(restored, ({ client }) => client)
  for (const spans of byClient.values()) spans.sort((one, other) => one.clock - other.clock)

  const originalOf = ({ client, clock }: Id): Id => {
    const span = findRange(byClient.get(client) ?? [], clock, (one) => one.clock)
    const offset = span ? clock - span.clock : 0
    if (!span || offset >= span.length) return { client, clock }
    return originalOf({ client: span.fromClient, clock: span.fromClock + offset })
  }

  return (id: Id): { author: number; at: number } | null => {
    const { client, clock } = originalOf(id)
    const range = findRange(written.get(client) ?? [], clock, ({ from }) => from)
    return range && clock < range.to ? { author: range.author, at: range.hour * HOUR_MS } : null
  }
}
