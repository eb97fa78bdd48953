import * as Y from 'yjs'
import type { Decoded, Struct } from './decode.ts'

type Store = Y.Doc['store']

const refersTo = (struct: Struct): Y.ID[] =>
  struct instanceof Y.Item
    ? [struct.origin, struct.rightOrigin, struct.parent instanceof Y.ID ? struct.parent : null].filter(
        (id) => id !== null,
      )
    : []

/** A client's structs, which follow each other without a hole, and how many of them are placed. */
type Line = { structs: Struct[]; next: number }

const linesOf = (structs: readonly Struct[]): Map<number, Line> => {
  const lines = new Map<number, Line>()
  for (const struct of structs) {
    const line = lines.get(struct.id.client)
    if (line) line.structs.push(struct)
    else lines.set(struct.id.client, { structs: [struct], next: 0 })
  }
  return lines
}

/** The struct of a line that holds this clock. */
const structAt = ({ structs }: Line, clock: number): Struct | undefined => {
  let [low, high] = [0, structs.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const struct = structs[middle]
    if (!struct || struct.id.clock > clock) high = middle - 1
    else if (struct.id.clock + struct.length <= clock) low = middle + 1
    else return struct
  }
  return undefined
}

/**
 * Takes the structs in an order in which each finds all that it names in place, and each client's in their own; `beginOf`
 * says how far a client's are there before. False when some are left, which wait for what never comes. A client that waits
 * is looked at again when the very struct it waits for is in place: sooner, a few kilobytes could keep us busy for hours.
 */
export const takeInOrder = (
  structs: readonly Struct[],
  beginOf: (client: number) => number,
  take: (struct: Struct) => void,
): boolean => {
  const lines = linesOf(structs)
  const ends = new Map<number, number>()
  const endOf = (client: number): number => ends.get(client) ?? beginOf(client)
  const waiting = new Map<Struct, number[]>()
  const work = [...lines.keys()]

  const missingFor = (struct: Struct): Y.ID | undefined =>
    refersTo(struct).find(({ client, clock }) => clock >= endOf(client))

  /** Who waits for what never comes is not looked at again. */
  const wait = (client: number, { client: other, clock }: Y.ID): void => {
    const line = lines.get(other)
    const awaited = line && structAt(line, clock)
    if (!awaited) return
    const clients = waiting.get(awaited)
    if (clients) clients.push(client)
    else waiting.set(awaited, [client])
  }

  const advance = (client: number): void => {
    const line = lines.get(client)
    for (let struct = line?.structs[line.next]; line && struct; struct = line.structs[++line.next]) {
      const missing = missingFor(struct)
      if (missing) {
        wait(client, missing)
        return
      }
      take(struct)
      ends.set(client, Math.max(endOf(client), struct.id.clock + struct.length))
      for (const waiter of waiting.get(struct) ?? []) work.push(waiter)
    }
  }

  for (let client = work.pop(); client !== undefined; client = work.pop()) advance(client)
  return [...lines.values()].every((line) => line.next === line.structs.length)
}

/**
 * True when Yjs can take the structs in some order, so that each finds its neighbours and its parent in place, and when
 * all that is deleted is there. Structs that are known already count too: Yjs looks up what they name once more, and
 * falls over a name that does not exist, as over two structs that wait for each other (SPEC G12).
 */
export const canBeTaken = (store: Store, { structs, deletions }: Decoded): boolean => {
  const ends = new Map<number, number>()
  const beginOf = (client: number): number => Y.getState(store, client)
  const note = ({ id, length }: Struct): void => {
    ends.set(id.client, Math.max(ends.get(id.client) ?? beginOf(id.client), id.clock + length))
  }
  if (!takeInOrder(structs, beginOf, note)) return false
  for (const [client, ranges] of deletions.clients)
    for (const { clock, len } of ranges)
      if (len > 0 && clock + len > (ends.get(client) ?? beginOf(client))) return false
  return true
}
