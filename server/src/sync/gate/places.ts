import * as Y from 'yjs'
import type { Struct } from './decode.ts'
import type { Fresh } from './freshness.ts'
import { rootShapes } from './shapes.ts'

export type SharedType = Y.AbstractType<unknown>

/** Where an item lands: in which type, in its list (key null) or under a key. Null: under something already deleted. */
export type Place = { type: SharedType; key: string | null } | null

/** The update contradicts the contract or itself: another root, items in a circle or in two places at once. */
export class Contradiction extends Error {}

export type Places = {
  placeOf: (item: Y.Item) => Place
  /** The new item that makes this type, if it is new. */
  ownerOf: (type: SharedType) => Y.Item | undefined
}

// Its types leave out Skip, of which no list here holds one.
const indexAt = Y.findIndexSS as (structs: readonly Struct[], clock: number) => number

const findIn = (structs: readonly Struct[] | undefined, clock: number): Struct | undefined =>
  structs?.[0] && clock >= structs[0].id.clock ? structs[indexAt(structs, clock)] : undefined

const typeIn = (struct: Struct | undefined): SharedType | null =>
  struct instanceof Y.Item && struct.content instanceof Y.ContentType
    ? (struct.content.type as SharedType)
    : null

const isSame = (one: Place, other: Place): boolean =>
  one === null || other === null ? one === other : one.type === other.type && one.key === other.key

const collectOwners = (fresh: Fresh): Map<SharedType, Y.Item> => {
  const owners = new Map<SharedType, Y.Item>()
  for (const list of fresh.structs.values())
    for (const struct of list) {
      const type = typeIn(struct)
      if (type) owners.set(type, struct as Y.Item)
    }
  return owners
}

/**
 * Finds where the items of an update land before it is applied, the way Yjs itself will (Item.getMissing): an item names
 * its parent only when it has no neighbour; else it takes the parent and key of its left, or its right neighbour. So
 * the key of an overwritten attribute, which the update does not carry, is known too.
 */
export const createPlaces = (doc: Y.Doc, fresh: Fresh): Places => {
  const places = new Map<Y.Item, Place>()
  const owners = collectOwners(fresh)

  const find = ({ client, clock }: Y.ID): Struct | undefined =>
    clock < Y.getState(doc.store, client)
      ? findIn(doc.store.clients.get(client), clock)
      : findIn(fresh.structs.get(client), clock)

  const root = (name: string): SharedType => {
    if (!Object.hasOwn(rootShapes, name)) throw new Contradiction('a root outside the contract')
    return doc.get(name) as SharedType
  }

  const named = (parent: unknown, key: string | null): Place => {
    const type = parent instanceof Y.ID ? typeIn(find(parent)) : root(String(parent))
    return type && { type, key }
  }

  /** The place of an item that needs no neighbour for it; undefined when it does. */
  const ownPlace = (item: Y.Item): Place | undefined => {
    const held = item.parent as unknown
    if (held instanceof Y.AbstractType) return { type: held as SharedType, key: item.parentSub }
    return held === null ? places.get(item) : named(held, item.parentSub)
  }

  const neighbours = (item: Y.Item): (Struct | undefined)[] =>
    [item.origin, item.rightOrigin].filter((id) => id !== null).map(find)

  /** Follows neighbours until one knows its place; all on the way share it. */
  const search = (item: Y.Item): Place => {
    const path = new Set<Y.Item>()
    for (let cursor = item; ;) {
      const own = ownPlace(cursor)
      const sides = own === undefined ? neighbours(cursor) : []
      const place =
        own !== undefined || sides.some((side) => side instanceof Y.GC) ? (own ?? null) : undefined
      path.add(cursor)
      if (place !== undefined) {
        for (const one of path) places.set(one, place)
        return place
      }
      const next = sides.find((side) => side instanceof Y.Item)
      if (!next || path.has(next)) throw new Contradiction('neighbours in a circle')
      cursor = next
    }
  }

  const placeOfSide = (side: Struct | undefined): Place => (side instanceof Y.Item ? search(side) : null)

  /** Both neighbours, and what the document already holds of the same item, must be in the same place. */
  const placeOf = (item: Y.Item): Place => {
    const place = places.get(item) ?? search(item)
    if (place === null || (item.parent as unknown) instanceof Y.AbstractType) return place
    const before = Y.getState(doc.store, item.id.client)
    const sides = item.origin && item.rightOrigin ? neighbours(item) : []
    if (item.id.clock < before) sides.push(find(Y.createID(item.id.client, before - 1)))
    if (!sides.every((side) => isSame(placeOfSide(side), place)))
      throw new Contradiction('two places at once')
    return place
  }

  return { placeOf, ownerOf: (type) => owners.get(type) }
}
