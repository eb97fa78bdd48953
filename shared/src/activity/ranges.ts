/** Neighbouring ids of one Yjs client: `clock` is the first, `length` how many. */
export type Span = { client: number; clock: number; length: number }

/** A set of ids, kept as sorted disjoint ranges per client: what one person types is mostly one range. */
export type IdSet = Map<number, { from: number; to: number }[]>

export const createIdSet = (): IdSet => new Map()

/** Adds ids that the set does not hold yet; ids of one client mostly come in rising order. */
export const addSpan = (ids: IdSet, { client, clock, length }: Span): void => {
  const ranges = ids.get(client) ?? []
  ids.set(client, ranges)
  const last = ranges.at(-1)
  if (last && last.to === clock) last.to += length
  else ranges.push({ from: clock, to: clock + length })
  if (last && clock < last.from) ranges.sort((one, other) => one.from - other.from)
}

/** How many ids of the span the set holds. */
export const countHeld = (ids: IdSet, { client, clock, length }: Span): number => {
  const end = clock + length
  return (ids.get(client) ?? []).reduce(
    (held, range) => held + Math.max(0, Math.min(end, range.to) - Math.max(clock, range.from)),
    0,
  )
}

/** The parts of the span that the set holds. */
export const cutToHeld = (ids: IdSet, { client, clock, length }: Span): Span[] =>
  (ids.get(client) ?? []).flatMap((range) => {
    const from = Math.max(clock, range.from)
    const to = Math.min(clock + length, range.to)
    return from < to ? [{ client, clock: from, length: to - from }] : []
  })
