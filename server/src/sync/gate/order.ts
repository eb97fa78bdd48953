import * as Y from 'yjs'
import type { Decoded, Struct } from './decode.ts'

type Store = Y.Doc['store']

const refersTo = (struct: Struct): Y.ID[] =>
  struct instanceof Y.Item
    ? [struct.origin, struct.rightOrigin, struct.parent instanceof Y.ID ? struct.parent : null].filter(
        (id) => id !== null,
      )
    : []

/** Structs by client, each list with how far it has been placed. */
const linesOf = (structs: readonly Struct[]) => {
  const lines = new Map<number, { structs: Struct[]; next: number }>()
  for (const struct of structs) {
    const line = lines.get(struct.id.client)
    if (line) line.structs.push(struct)
    else lines.set(struct.id.client, { structs: [struct], next: 0 })
  }
  return lines
}

/**
 * Takes the structs in an order in which each finds all that it names in place, and each client's in their own; `beginOf`
 * says how far a client's are there before. False when some are left, which wait for what never comes.
 */
export const takeInOrder = (
  structs: readonly Struct[],
  beginOf: (client: number) => number,
  take: (struct: Struct) => void,
): boolean => {
  const lines = linesOf(structs)
  const ends = new Map<number, number>()
  const endOf = (client: number): number => ends.get(client) ?? beginOf(client)
  /** Clients whose next struct waits for one of this client. */
  const waiting = new Map<number, number[]>()
  const work = [...lines.keys()]

  const waitsFor = (struct: Struct): Y.ID | undefined =>
    refersTo(struct).find(({ client, clock }) => clock >= endOf(client))

  const advance = (client: number): void => {
    const line = lines.get(client)
    for (let struct = line?.structs[line.next]; line && struct; struct = line.structs[++line.next]) {
      const missing = waitsFor(struct)
      if (missing) {
        waiting.set(missing.client, [...(waiting.get(missing.client) ?? []), client])
        return
      }
      take(struct)
      ends.set(client, Math.max(endOf(client), struct.id.clock + struct.length))
      work.push(...(waiting.get(client) ?? []))
      waiting.delete(client)
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
