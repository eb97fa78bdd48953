import * as Y from 'yjs'
import type { Decoded, Deletions, Struct } from './decode.ts'

type Store = Y.Doc['store']
type Place = { client: number; clock: number }

/** What an update brings that the document does not hold yet. */
export type Fresh = {
  /** Structs that reach beyond the document's state, by client, clock ascending. */
  structs: Map<number, Struct[]>
  /** First clock that neither the document nor the update knows, for clients of the update. */
  ends: Map<number, number>
}

/** Picks the structs that are new; 'gap' when some before them are missing. */
export const pickFresh = (store: Store, { structs }: Decoded): Fresh | 'gap' => {
  const fresh: Fresh = { structs: new Map(), ends: new Map() }
  for (const struct of structs) {
    const { client, clock } = struct.id
    const end = fresh.ends.get(client) ?? Y.getState(store, client)
    if (clock + struct.length <= end) continue
    if (struct instanceof Y.Skip || clock > end) return 'gap'
    fresh.ends.set(client, clock + struct.length)
    const list = fresh.structs.get(client)
    if (list) list.push(struct)
    else fresh.structs.set(client, [struct])
  }
  return fresh
}

export const isKnown = (store: Store, fresh: Fresh, { client, clock }: Place): boolean =>
  clock < (fresh.ends.get(client) ?? Y.getState(store, client))

const refersTo = (struct: Struct): (Place | null)[] =>
  struct instanceof Y.Item
    ? [struct.origin, struct.rightOrigin, struct.parent instanceof Y.ID ? struct.parent : null]
    : []

/** True when every struct's neighbours and parent, and every deletion, are in the document or in the update. */
export const isComplete = (store: Store, fresh: Fresh, deletions: Deletions): boolean => {
  for (const list of fresh.structs.values())
    for (const struct of list)
      for (const place of refersTo(struct)) if (place && !isKnown(store, fresh, place)) return false
  for (const [client, ranges] of deletions.clients)
    for (const { clock, len } of ranges)
      if (len > 0 && !isKnown(store, fresh, { client, clock: clock + len - 1 })) return false
  return true
}

const isRangeDeleted = (store: Store, client: number, clock: number, length: number): boolean => {
  const structs = store.clients.get(client)
  if (!structs) return false
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
    const struct = structs[index]
    if (!struct || struct.id.clock >= clock + length) return true
    if (!struct.deleted) return false
  }
  return true
}

/** True when all that the deletions name is deleted already: stock clients send all of them with every step 2. */
export const areDeleted = (store: Store, deletions: Deletions): boolean => {
  for (const [client, ranges] of deletions.clients)
    for (const { clock, len } of ranges)
      if (len > 0 && !isRangeDeleted(store, client, clock, len)) return false
  return true
}
