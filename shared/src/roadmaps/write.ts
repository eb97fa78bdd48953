import * as Y from 'yjs'
import type { Entry } from './action.ts'
import type { Row } from './open.ts'

/** Replace `length` characters at `at` by `inserted`. */
export type Difference = { at: number; length: number; inserted: string }

const isHighSurrogate = (text: string, index: number): boolean => {
  const unit = text.charCodeAt(index)
  return unit >= 0xd800 && unit <= 0xdbff
}

/**
 * The smallest replacement that turns one text into another, never through the middle of an emoji. `caret` is where
 * the change ended, when it is known: it tells which of several equal letters was typed.
 */
export const difference = (now: string, wanted: string, caret = wanted.length): Difference => {
  const tailMax = Math.min(now.length, wanted.length, wanted.length - caret)
  const isTail = (length: number) => now[now.length - length] === wanted[wanted.length - length]
  let tail = 0
  while (tail < tailMax && isTail(tail + 1)) tail++
  let start = 0
  const common = Math.min(now.length, wanted.length) - tail
  while (start < common && now[start] === wanted[start]) start++
  while (tail + start < Math.min(now.length, wanted.length) && isTail(tail + 1)) tail++
  if (start > 0 && isHighSurrogate(wanted, start - 1)) start--
  if (tail > 0 && isHighSurrogate(wanted, wanted.length - tail - 1)) tail--
  return { at: start, length: now.length - start - tail, inserted: wanted.slice(start, wanted.length - tail) }
}

/** Changes a text by its smallest difference, so that a colleague's words beside it stay. */
export const writeText = (text: Y.Text, wanted: string): void => {
  const { at, length, inserted } = difference(text.toJSON(), wanted)
  if (length > 0) text.delete(at, length)
  if (inserted) text.insert(at, inserted)
}

/** The text of a cell. Rows made here always hold it; another client's row may not. */
export const textOf = (row: Row, key: string): Y.Text => {
  const held = row.get(key)
  if (held instanceof Y.Text) return held
  const text = new Y.Text()
  row.set(key, text)
  return text
}

/** The set of a cell, made when another client left it out. */
export const setOf = (row: Row, key: string): Y.Map<unknown> => {
  const held = row.get(key)
  if (held instanceof Y.Map) return held as Y.Map<unknown>
  const set = new Y.Map<unknown>()
  row.set(key, set)
  return set
}

/** Makes a set hold exactly `wanted`, touching only what differs. */
export const writeEntries = (set: Y.Map<unknown>, wanted: readonly Entry[]): void => {
  const marks = new Map(wanted.map(({ id, label }) => [id, label ?? true] as const))
  for (const key of [...set.keys()]) if (!marks.has(key)) set.delete(key)
  for (const [key, mark] of marks) if (set.get(key) !== mark) set.set(key, mark)
}

/** Sets or clears a plain value; an unchanged one writes nothing. */
export const writeValue = (row: Row, key: string, wanted: string | number | null): void => {
  if (wanted === null) {
    if (row.has(key)) row.delete(key)
  } else if (row.get(key) !== wanted) row.set(key, wanted)
}
