import * as Y from 'yjs'
import type { Entry } from './action.ts'
import type { Row } from './open.ts'

/** Changes a text by its smallest difference, so that a colleague's words beside it stay. */
export const writeText = (text: Y.Text, wanted: string): void => {
  const now = text.toJSON()
  let start = 0
  while (start < now.length && start < wanted.length && now[start] === wanted[start]) start++
  let end = 0
  const room = Math.min(now.length, wanted.length) - start
  while (end < room && now[now.length - 1 - end] === wanted[wanted.length - 1 - end]) end++
  if (now.length - start - end > 0) text.delete(start, now.length - start - end)
  if (wanted.length - start - end > 0) text.insert(start, wanted.slice(start, wanted.length - end))
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
