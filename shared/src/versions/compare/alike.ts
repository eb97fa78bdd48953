import type { BodyNode } from '../../documents/body.ts'
import { wordsFor } from '../describe.ts'
import { type Match, refine } from '../pairs.ts'
import { share } from '../share.ts'
import { findUnique, longestRising, matchSequence } from './sequence.ts'

/** A block and what it became. `moved`: it stands elsewhere; with `is` where it is now, without where it was. */
export type Pair = { was: BodyNode | null; is: BodyNode | null; moved: boolean }

const wordsIn = (node: BodyNode): string[] =>
  node.text === undefined ? (node.content ?? []).flatMap(wordsIn) : (node.text.match(/[\p{L}\p{N}]+/gu) ?? [])

type Known = { node: BodyNode; key: string; words: string[] }
const know = (node: BodyNode): Known => ({ node, key: wordsFor(node), words: wordsIn(node) })

const LEAST_SHARE = 0.5
/** What moved and was changed on the way has to be more alike: nothing of its place tells that it is the same. */
const LEAST_MOVED = 0.8
const WORDS_MOVED = 3
const AHEAD_MAX = 50

const isAlike = (one: Known, other: Known): boolean =>
  one.node.type === other.node.type && share(one.words, other.words) >= LEAST_SHARE

type Lists = { current: readonly Known[]; wanted: readonly Known[] }

/** In order, each later block with the first earlier one that it may have come from. */
const matchAlike = ({ current, wanted }: Lists): Match[] => {
  const matches: Match[] = []
  let from = 0
  for (const [place, block] of wanted.entries()) {
    const ahead = current.slice(from, from + AHEAD_MAX).findIndex((one) => isAlike(one, block))
    if (ahead === -1) continue
    matches.push([from + ahead, place])
    from += ahead + 1
  }
  return matches
}

const keys = (list: readonly Known[]): string[] => list.map(({ key }) => key)

/** So many comparisons of words are made at most to find partners out of order. */
const COMPARED_MAX = 10_000

const bestOf = (free: readonly Known[], block: Known): Known | null => {
  let best: { one: Known; likeness: number } | null = null
  for (const one of free.filter(({ node }) => node.type === block.node.type)) {
    const likeness = share(one.words, block.words)
    if (likeness >= LEAST_SHARE && likeness > (best?.likeness ?? 0)) best = { one, likeness }
  }
  return best?.one ?? null
}

/** Partners wherever they stand: equal ones that stand once, then of the rest the most alike. */
const findPartners = ({ current, wanted }: Lists): Match[] => {
  const equal = findUnique({ current: keys(current), wanted: keys(wanted) })
  const [held, given] = [new Set(equal.map(([one]) => one)), new Set(equal.map(([, other]) => other))]
  const free = new Map(current.flatMap((block, index) => (held.has(index) ? [] : [[block, index] as const])))
  const rest = wanted.flatMap((block, index) => (given.has(index) ? [] : [[block, index] as const]))
  if (free.size * rest.length > COMPARED_MAX) return equal
  const alike = rest.flatMap(([block, index]): Match[] => {
    const partner = block.words.length > 0 ? bestOf([...free.keys()], block) : null
    const place = partner && free.get(partner)
    if (partner === null || place === null || place === undefined) return []
    free.delete(partner)
    return [[place, index]]
  })
  return [...equal, ...alike].sort(([one], [other]) => one - other)
}

/** Those that kept their order hold the rest; between them equal ones, then alike ones. */
const matchBlocks = (lists: Lists): Match[] => {
  const kept = longestRising(findPartners(lists))
  const equal = refine(lists, kept, (gap) => matchSequence(keys(gap.current), keys(gap.wanted)))
  return refine(lists, equal, matchAlike)
}

const findMoved = (gone: readonly Known[], came: readonly Known[]): Map<Known, Known> => {
  const moved = new Map<Known, Known>()
  const free = new Set(gone.filter(({ words }) => words.length >= WORDS_MOVED))
  const seek = (isFound: (was: Known, is: Known) => boolean): void => {
    for (const is of came) {
      const was = moved.has(is) ? undefined : [...free].find((one) => isFound(one, is))
      if (!was) continue
      moved.set(is, was)
      free.delete(was)
    }
  }
  seek((was, is) => was.key === is.key)
  if (free.size <= AHEAD_MAX)
    seek((was, is) => was.node.type === is.node.type && share(was.words, is.words) >= LEAST_MOVED)
  return moved
}

type InOrder = readonly [was: Known | undefined, is: Known | undefined]

const inOrder = (was: readonly Known[], is: readonly Known[], matches: readonly Match[]): InOrder[] => {
  const pairs: InOrder[] = []
  let [one, other] = [0, 0]
  for (const [nextOne, nextOther] of [...matches, [was.length, is.length] as const]) {
    for (const block of was.slice(one, nextOne)) pairs.push([block, undefined])
    for (const block of is.slice(other, nextOther)) pairs.push([undefined, block])
    if (nextOne < was.length) pairs.push([was[nextOne], is[nextOther]])
    ;[one, other] = [nextOne + 1, nextOther + 1]
  }
  return pairs
}

/**
 * Blocks of two versions, each with what it became, in an order in which both can be read. `inPlace`: lists of one length
 * whose places mean something, such as cells of a row.
 */
export const pairAlike = (
  before: readonly BodyNode[],
  after: readonly BodyNode[],
  inPlace: boolean,
): Pair[] => {
  if (inPlace) return before.map((was, index) => ({ was, is: after[index] ?? null, moved: false }))
  const [was, is] = [before.map(know), after.map(know)]
  const pairs = inOrder(was, is, matchBlocks({ current: was, wanted: is }))
  const alone = (place: 0 | 1) => pairs.flatMap((pair) => (pair[1 - place] ? [] : (pair[place] ?? [])))
  const moved = findMoved(alone(0), alone(1))
  const left = new Set(moved.values())
  return pairs.map(([one, other]): Pair => {
    if (one && other) return { was: one.node, is: other.node, moved: false }
    const from = other && moved.get(other)
    if (other && from) return { was: from.node, is: other.node, moved: true }
    return { was: one?.node ?? null, is: other?.node ?? null, moved: one !== undefined && left.has(one) }
  })
}
