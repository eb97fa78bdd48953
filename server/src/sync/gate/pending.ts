import * as Y from 'yjs'
import type { Decoded, Deletions, Ranges, Struct } from './decode.ts'

type Store = Y.Doc['store']
type Range = { clock: number; len: number }

/** What lies in the document and waits for a row that was put aside: everybody has it, and sends it with her step 2. */
type Pending = { structs: Struct[]; held: Ranges; deleted: Ranges }

const note = (ranges: Ranges, client: number, range: Range): void => {
  const list = ranges.get(client)
  if (list) list.push(range)
  else ranges.set(client, [range])
}

const read = ({ pendingStructs, pendingDs }: Store): Pending => {
  const structs = pendingStructs
    ? Y.decodeUpdateV2(pendingStructs.update).structs.filter((struct) => !(struct instanceof Y.Skip))
    : []
  const held: Ranges = new Map()
  for (const { id, length } of structs) note(held, id.client, { clock: id.clock, len: length })
  const deleted = pendingDs ? Y.decodeUpdateV2(pendingDs).ds.clients : new Map<number, Range[]>()
  return { structs, held, deleted }
}

const known = new WeakMap<Store, { of: readonly unknown[]; pending: Pending }>()

/** Null when nothing waits, which is so in every document but one that lost a row. */
export const pendingOf = (store: Store): Pending | null => {
  const { pendingStructs, pendingDs } = store
  if (!pendingStructs && !pendingDs) return null
  const last = known.get(store)
  if (last?.of[0] === pendingStructs && last.of[1] === pendingDs) return last.pending
  const pending = read(store)
  known.set(store, { of: [pendingStructs, pendingDs], pending })
  return pending
}

/** True when the ranges hold all from `from` up to `to`. */
const cover = (ranges: readonly Range[] | undefined, from: number, to: number): boolean => {
  let end = from
  for (const { clock, len } of (ranges ?? []).toSorted((one, other) => one.clock - other.clock))
    if (clock <= end) end = Math.max(end, clock + len)
  return end >= to
}

/** Clients of whom the update brings nothing but what waits already, with the clock up to which it does. */
const findWaiting = (store: Store, { held }: Pending, structs: readonly Struct[]): Map<number, number> => {
  const waiting = new Map<number, number>()
  const others = new Set<number>()
  for (const struct of structs) {
    const { client, clock } = struct.id
    const [from, to] = [Math.max(clock, Y.getState(store, client)), clock + struct.length]
    if (struct instanceof Y.Skip || from >= to) continue
    if (cover(held.get(client), from, to)) waiting.set(client, to)
    else others.add(client)
  }
  for (const client of others) waiting.delete(client)
  return waiting
}

/** Deletions without the parts that wait already for what they delete. */
const withoutWaiting = (store: Store, { deleted }: Pending, { clients }: Deletions): Deletions => {
  const left: Ranges = new Map()
  for (const [client, ranges] of clients)
    for (const { clock, len } of ranges) {
      const state = Y.getState(store, client)
      const isWaiting = cover(deleted.get(client), Math.max(clock, state), clock + len)
      const end = isWaiting ? Math.min(clock + len, Math.max(clock, state)) : clock + len
      if (end > clock) note(left, client, { clock, len: end - clock })
    }
  return { clients: left }
}

/**
 * An update of somebody who has what waits: what she brings herself, and up to which clock the rest of her clients waits.
 * `along` is what waits and could follow: an update that brings what was missing may build upon it.
 */
export const apartFrom = (store: Store, pending: Pending, { structs, deletions }: Decoded) => {
  const waiting = findWaiting(store, pending, structs)
  const isHers = ({ id }: Struct) => !waiting.has(id.client)
  const own = { structs: structs.filter(isHers), deletions: withoutWaiting(store, pending, deletions) }
  const clients = new Set(own.structs.map(({ id }) => id.client))
  const follows = ({ id }: Struct) => !clients.has(id.client) && id.clock <= Y.getState(store, id.client)
  const begun = new Set(pending.structs.filter(follows).map(({ id }) => id.client))
  return { own, waiting, along: pending.structs.filter(({ id }) => begun.has(id.client)) }
}
