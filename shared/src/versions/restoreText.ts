import type * as Y from 'yjs'
import { difference } from '../roadmaps/write.ts'
import { type Attributes, runsOf, wordsFor } from './describe.ts'
import { keyOf, type Unit, unitsOf } from './items.ts'

const wordsOf = (units: readonly Unit[]): string => units.map(({ unit }) => unit ?? '\uFFFC').join('')

/** Stretches of both texts between characters that both hold; the characters themselves stay untouched. */
type Gap = { at: number; current: Unit[]; wanted: Unit[] }

const findGaps = (current: readonly Unit[], wanted: readonly Unit[]): Gap[] => {
  const held = new Map(current.map((unit) => [keyOf(unit), unit.unit]))
  const kept = new Set(wanted.filter((unit) => held.get(keyOf(unit)) === unit.unit).map(keyOf))
  const gaps: Gap[] = []
  let [one, other] = [0, 0]
  while (one < current.length || other < wanted.length) {
    const gap: Gap = { at: one, current: [], wanted: [] }
    for (let unit = current[one]; unit && !kept.has(keyOf(unit)); unit = current[++one])
      gap.current.push(unit)
    for (let unit = wanted[other]; unit && !kept.has(keyOf(unit)); unit = wanted[++other])
      gap.wanted.push(unit)
    if (gap.current.length + gap.wanted.length > 0) gaps.push(gap)
    one++
    other++
  }
  return gaps
}

const restoreWords = (current: Y.Text, wanted: Y.Text): void => {
  for (const gap of findGaps(unitsOf(current), unitsOf(wanted)).reverse()) {
    const { at, length, inserted } = difference(wordsOf(gap.current), wordsOf(gap.wanted))
    if (length > 0) current.delete(gap.at + at, length)
    if (inserted) current.insert(gap.at + at, inserted)
  }
}

/** What to set so that one set of marks becomes the other. */
const changeOf = (current: Attributes, wanted: Attributes): Attributes =>
  Object.fromEntries(
    [...Object.keys(current), ...Object.keys(wanted)]
      .filter((key) => wordsFor(current[key]) !== wordsFor(wanted[key]))
      .map((key) => [key, wanted[key] ?? null]),
  )

/** Both texts hold the same words by now. */
const restoreMarks = (current: Y.Text, wanted: Y.Text): void => {
  const held = runsOf(current).map(({ text, attributes }) => ({ left: text.length, attributes }))
  let at = 0
  for (const { text, attributes } of runsOf(wanted))
    for (let left = text.length; left > 0;) {
      const [run] = held
      if (!run) return
      const length = Math.min(left, run.left)
      const change = changeOf(run.attributes, attributes)
      if (Object.keys(change).length > 0) current.format(at, length, change)
      run.left -= length
      if (run.left === 0) held.shift()
      left -= length
      at += length
    }
}

/**
 * Makes a text say what `wanted`, an earlier or later state of it or another text, says. Characters that both hold stay
 * the same characters; between them only what differs is replaced.
 */
export const restoreText = (current: Y.Text, wanted: Y.Text): void => {
  restoreWords(current, wanted)
  restoreMarks(current, wanted)
}
