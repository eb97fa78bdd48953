/** One replacement that turns a text into another: at `at`, `remove` characters go and `insert` comes. */
export type TextChange = { at: number; remove: number; insert: string }

const common = (one: string, other: string, most: number, charAt: (text: string, i: number) => string) => {
  let length = 0
  while (length < most && charAt(one, length) === charAt(other, length)) length++
  return length
}

const fromStart = (text: string, i: number) => text.charAt(i)
const fromEnd = (text: string, i: number) => text.charAt(text.length - 1 - i)

const isHalf = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff
}

/**
 * The smallest replacement between two texts, so that a person's typing becomes the characters typed and nothing else.
 * @param caret where the caret stands after the change: tells which of two equal neighbours was typed («оо» in «воо»).
 */
export const changeBetween = (before: string, after: string, caret: number): TextChange | null => {
  if (before === after) return null
  const shorter = Math.min(before.length, after.length)
  const most = Math.max(0, Math.min(shorter, caret - Math.max(0, after.length - before.length)))
  let start = common(before, after, most, fromStart)
  if (isHalf(before, start) || isHalf(after, start)) start--
  let end = common(before, after, shorter - start, fromEnd)
  if (isHalf(before, before.length - end) || isHalf(after, after.length - end)) end--
  return {
    at: start,
    remove: before.length - start - end,
    insert: after.slice(start, after.length - end),
  }
}

export type Delta = readonly { retain?: number | undefined; delete?: number | undefined; insert?: unknown }[]

/** Where a position stands after somebody else's change. Text put exactly at the caret stays behind it. */
export const moveThrough = (position: number, delta: Delta): number => {
  let index = 0
  let moved = position
  for (const { retain = 0, delete: removed = 0, insert } of delta) {
    index += retain
    if (index > moved) break
    if (typeof insert === 'string') {
      if (index < moved) moved += insert.length
      index += insert.length
    }
    moved -= Math.min(removed, Math.max(0, moved - index))
  }
  return moved
}
