import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'

export type Placed = { id: string; order: string }

const ORDER_LONGEST = 256
const written = /^[A-Za-z][0-9A-Za-z]+$/

/** True for a key that the fractional index can go on from. */
export const isOrderKey = (value: unknown): value is string => {
  if (typeof value !== 'string' || value.length > ORDER_LONGEST || !written.test(value)) return false
  try {
    return generateKeyBetween(value, null) !== value
  } catch {
    return false
  }
}

const compareWords = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Order of rows: the index by code units, ties by id, so every replica shows the same. */
export const comparePlaced = (a: Placed, b: Placed): number =>
  compareWords(a.order, b.order) || compareWords(a.id, b.id)

/** Keys to write so that a row comes right after `siblings[index]` (−1: first); `siblings` in display order. */
export type Placing = { order: string; shifted: Placed[] }

/**
 * Two people who add at one place at the same time get equal keys, and nothing fits between equals: the rows
 * that tie with the row before get new keys too, behind the new one.
 */
export const placeAfter = (siblings: readonly Placed[], index: number): Placing => {
  const lower = siblings[index]?.order ?? null
  const rest = siblings.slice(index + 1)
  const past = lower === null ? 0 : rest.findIndex((sibling) => sibling.order !== lower)
  const tied = past === -1 ? rest : rest.slice(0, past)
  const upper = rest[tied.length]?.order ?? null
  const [order = '', ...keys] = generateNKeysBetween(lower, upper, tied.length + 1)
  return { order, shifted: tied.map(({ id }, at) => ({ id, order: keys[at] ?? order })) }
}
