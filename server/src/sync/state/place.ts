import * as Y from 'yjs'
import type { Bucket } from '../doors/bucket.ts'

/** So few steps are not worth counting. */
const FREE_STEPS = 16
/** Going past an item is cheaper than judging it by so much. */
const STEPS_PER_TOKEN = 32

/** Putting an update together would take longer than its writer may keep all others waiting. */
export class TooMuchEffort extends Error {}
/** Its right neighbour stands left of its left one: where it lands would depend on what came first. */
class Misplaced extends Error {}

type Watch = {
  effort: Bucket
  /** By right neighbour, what was put before it last: whoever follows that stands in order, too. */
  ordered: Map<Y.Item, Y.Item>
}

/** What stands where the item wants to begin: Yjs looks on from there. */
const firstRival = ({ left, parent, parentSub }: Y.Item): Y.Item | null => {
  if (left) return left.right
  if (!(parent instanceof Y.AbstractType)) return null
  if (parentSub === null) return parent._start
  let first = parent._map.get(parentSub) ?? null
  while (first?.left) first = first.left
  return first
}

const isCrowded = (item: Y.Item): boolean => {
  let rival = firstRival(item)
  for (let step = 0; step < FREE_STEPS && rival && rival !== item.right; step++) rival = rival.right
  return rival !== null && rival !== item.right
}

/** Whether Yjs looks on behind `rival` for the place of `item`; `seen` are those it passed (Item.integrate, "case 1" and "case 2"). */
const isPassed = (item: Y.Item, rival: Y.Item, seen: Set<Y.Item>, store: Y.Doc['store']): boolean => {
  if (Y.compareIDs(item.origin, rival.origin))
    return rival.id.client < item.id.client || !Y.compareIDs(item.rightOrigin, rival.rightOrigin)
  return rival.origin !== null && seen.has(Y.getItem(store, rival.origin))
}

const take = (effort: Bucket): void => {
  if (!effort.take()) throw new TooMuchEffort('too many items want the same place')
}

/** Takes a token for every item that Yjs will look at. */
const spend = (item: Y.Item, store: Y.Doc['store'], effort: Bucket): void => {
  const seen = new Set<Y.Item>()
  for (let rival = firstRival(item); rival && rival !== item.right; rival = rival.right) {
    take(effort)
    seen.add(rival)
    if (!isPassed(item, rival, seen, store)) return
  }
}

const isInOrder = (item: Y.Item, { ordered, effort }: Watch): boolean => {
  const { left, right, origin } = item
  if (!right) return true
  // The right neighbour was cut off from the left one, which ends before `origin` now.
  if (left && !Y.compareIDs(left.lastId, origin)) return false
  if (left && ordered.get(right) === left) return true
  let next = firstRival(item)
  for (let steps = 1; next && next !== right; steps++) {
    if (steps % STEPS_PER_TOKEN === 0) take(effort)
    next = next.right
  }
  return next === right
}

const look = (item: Y.Item, store: Y.Doc['store'], watch: Watch): void => {
  if (!isInOrder(item, watch)) throw new Misplaced('an item stands behind what it stands before')
  if (item.right) watch.ordered.set(item.right, item)
  if (isCrowded(item)) spend(item, store, watch.effort)
}

let watch: Watch | null = null
type Placing = { integrate: (this: Y.Item, transaction: Y.Transaction, offset: number) => void }
const placing: Placing = Y.Item.prototype
const { integrate } = placing

// Yjs bounds neither, and offers no place to do so.
placing.integrate = function (transaction, offset) {
  // One that is known in part stands behind its own beginning; one without parent is gone already.
  if (watch && offset === 0 && this.parent) look(this, transaction.doc.store, watch)
  integrate.call(this, transaction, offset)
}

/**
 * Runs `work`, which applies updates, and looks at where items are put (SPEC G12, G15): takes a token of `effort` for every
 * step beyond the usual that Yjs takes to find a place. Throws when they are spent (TooMuchEffort), or when an item has no
 * place; the document is spoilt then.
 */
export const watchPlaces = <T>(effort: Bucket, work: () => T): T => {
  watch = { effort, ordered: new Map() }
  try {
    return work()
  } finally {
    watch = null
  }
}
