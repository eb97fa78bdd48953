import { setTimeout as pause } from 'node:timers/promises'
import type { Connection } from '../doors/connection.ts'
import type { LogEntry, Settled } from '../log/log.ts'
import { afresh } from './afresh.ts'
import { readAfter } from './load.ts'
import { resubmit } from './readmit.ts'
import type { Room } from './room.ts'

/** An accepted update and who sent it. */
export type Flying = LogEntry & { connection: Connection }
type Landed = { entry: Flying; seq: number }

const newestOf = (landed: readonly Landed[]): number =>
  landed.reduce((newest, { seq }) => Math.max(newest, seq), 0)

type Advance = (last: number, updates: readonly Uint8Array[], author?: Connection) => void

/** How a room reads what the log holds beyond it. */
const createReading = (room: Room, advance: Advance) => {
  const { documentId, state, deps } = room
  /** The room shall reach this row. */
  let wanted = 0
  let chasing = false

  /** A row of others is judged against from now on; a long one when all is put together anew, with pauses (SPEC A11). */
  const judgeAgainst = (update: Uint8Array): void => {
    if (!room.accepted.exists()) return
    const isLong = update.length > deps.limits.longBytes
    if (isLong || room.shadow.apply(update) !== 'taken') room.forgetShadow()
  }

  const pull = afresh(async () => {
    const rows = await readAfter(deps, documentId, state.head(), room.gen)
    await room.accepted.rest()
    for (const { seq, updates } of rows) {
      if (seq <= state.head()) continue
      for (const update of updates) judgeAgainst(update)
      advance(seq, updates)
    }
    room.answer()
  })

  const tryToPull = (): Promise<void> =>
    pull().catch((error: unknown) =>
      deps.logger.warn({ err: error, documentId }, 'a room could not catch up for now'),
    )

  /** The same for rows that are known to be there: again and again, until the room has them. */
  const chase = async (last: number): Promise<void> => {
    wanted = Math.max(wanted, last)
    if (chasing) return
    chasing = true
    while (state.head() < wanted && !room.ended) {
      await tryToPull()
      // Not to be had for now: Postgres is away, or the history was given up.
      if (state.head() < wanted) await pause(deps.limits.retryMs)
    }
    chasing = false
  }

  return { pull, chase }
}

/** What the log makes of a room's updates, and how the room takes in what it holds: rows of its own and of others. */
export const createLanding = (room: Room) => {
  const { documentId, state, flight, delivery, deps } = room

  const advance: Advance = (last, updates, author) => {
    state.advance(last, updates)
    delivery.note(author)
    deps.onCommitted(documentId, last)
  }

  const { pull, chase } = createReading(room, advance)

  const land = (landed: readonly Landed[]): void => {
    for (const { entry } of landed) flight.land(entry)
    const head = state.head()
    const fresh = landed.filter(({ seq }) => seq > head)
    if (fresh.length === 0) return
    const last = newestOf(fresh)
    // Another node wrote in between: its rows and ours come from the log in their order.
    if (last - head !== new Set(fresh.map(({ seq }) => seq)).size) return void chase(last)
    const authors = new Set(fresh.map(({ entry }) => entry.connection))
    const updates = fresh.map(({ entry }) => entry.update)
    advance(last, updates, authors.size === 1 ? [...authors][0] : undefined)
  }

  const tellNodes = (landed: readonly Landed[]): void => {
    if (landed.length > 0) deps.cluster.committed(documentId, newestOf(landed))
  }

  const settle = (settled: readonly Settled[]): void => {
    const flown = settled as readonly (Settled & { entry: Flying })[]
    const landed = flown.flatMap(({ entry, outcome }) =>
      'seq' in outcome ? [{ entry, seq: outcome.seq }] : [],
    )
    land(landed)
    tellNodes(landed)
    const stale = new Map<Connection, Flying[]>()
    for (const { entry, outcome } of flown) {
      if ('seq' in outcome) continue
      if (outcome.refused === 'epoch')
        stale.set(entry.connection, [...(stale.get(entry.connection) ?? []), entry])
      else if (outcome.refused === 'failed') room.refuse([entry])
      else room.close('absent')
    }
    for (const [connection, entries] of stale) room.hear(connection, resubmit(room, connection, entries))
    room.answer()
  }

  return {
    /** For the log: what became of entries of one statement. */
    settle,
    /** Reads all rows of others that are there by now (SPEC J6). */
    pull,
  }
}

export type Landing = ReturnType<typeof createLanding>
