import * as Y from 'yjs'
import type { Decoded, Deletions, Struct } from './decode.ts'

type Store = Y.Doc['store']
/** What an update brings that the document does not hold yet. */
export type Fresh = {
  /** Structs that reach beyond the document's state, by client, clock ascending. */
  structs: Map<number, Struct[]>
  /** True when the document holds a part of the update already. */
  hasKnown: boolean
  /** First clock that neither the document nor the update knows, for clients of the update. */
  ends: Map<number, number>
}

/** Picks the structs that are new; 'gap' when some before them are missing. */
export const pickFresh = (store: Store, { structs }: Decoded): Fresh | 'gap' => {
  const fresh: Fresh = { structs: new Map(), hasKnown: false, ends: new Map() }
  for (const struct of structs) {
    const { client, clock } = struct.id
    const end = fresh.ends.get(client) ?? Y.getState(store, client)
    fresh.hasKnown ||= clock < end
    if (clock + struct.length <= end) continue
    if (struct instanceof Y.Skip || clock > end) return 'gap'
    fresh.ends.set(client, clock + struct.length)
    const list = fresh.structs.get(client)
    if (list) list.push(struct)
    else fresh.structs.set(client, [struct])
  }
  return fresh
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

/**
 * The update without what is known. A known struct may be told anew with another content; nobody who has it would look,
 * but whoever merges bytes could prefer it (SPEC G13).
 */
export const withoutKnown = (
  store: Store,
  { structs }: Decoded,
  update: Uint8Array,
  { hasKnown }: Fresh,
): Uint8Array => {
  if (!hasKnown) return update
  const known = new Map(structs.map(({ id }) => [id.client, Y.getState(store, id.client)]))
  return Y.diffUpdate(update, Y.encodeStateVector(known))
}
