import type * as Y from 'yjs'
import { type Id, unitsOf } from './items.ts'

/** Neighbouring characters that a restore wrote again: `length` from this id on are those from `fromClient`, `fromClock` on. */
export type Restored = Id & { length: number; fromClient: number; fromClock: number }

const add = (spans: Restored[], { client, clock }: Id, from: Id): void => {
  const last = spans.at(-1)
  const offset = last ? clock - last.clock : 0
  const isNext = last?.client === client && offset === last.length
  if (last && isNext && last.fromClient === from.client && last.fromClock + offset === from.clock)
    last.length++
  else spans.push({ client, clock, length: 1, fromClient: from.client, fromClock: from.clock })
}

/**
 * What of a text the client wrote anew to make it say what `wanted` says, character by character. Both say the same by
 * now.
 */
export const findRestored = (client: number, text: Y.Text, wanted: Y.Text): Restored[] => {
  const spans: Restored[] = []
  const originals = unitsOf(wanted)
  for (const [index, unit] of unitsOf(text).entries()) {
    const original = originals[index]
    if (original && unit.client === client) add(spans, unit, original)
  }
  return spans
}
