import type { BodyMark, BodyNode } from '../../documents/body.ts'
import { wordsFor } from '../describe.ts'
import { matchSequence } from './sequence.ts'

/** Marks of a comparison: they stand beside those of the text. */
export const changeMarks = ['inserted', 'deleted', 'restyled', 'moved'] as const
export type ChangeMark = (typeof changeMarks)[number]

/** A word, a space or a sign, or a node inside a line. */
type Token = { key: string; node: BodyNode }

/** One stretch as it was and as it is; null where it is on one side only. */
type Stretch = { before: Token | null; after: Token | null }

/** What becomes of a line or a block: the same in three views. */
export type Views<T> = { both: T; before: T; after: T }

const token = /[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu
const isWord = ({ key }: Token): boolean => /[\p{L}\p{N}]/u.test(key)

const tokensOf = (content: readonly BodyNode[]): Token[] =>
  content.flatMap((node) =>
    node.text === undefined
      ? [{ key: wordsFor(node), node }]
      : (node.text.match(token) ?? []).map((text) => ({ key: text, node: { ...node, text } })),
  )

/** Spaces and signs between two changed words go with them: a line of patches cannot be read. */
const joinChanges = (stretches: readonly Stretch[]): Stretch[] => {
  const isChanged = (stretch: Stretch | undefined) =>
    stretch !== undefined && (stretch.before === null || stretch.after === null)
  return stretches.flatMap((stretch, index): Stretch[] => {
    const { before, after } = stretch
    const isBetween = isChanged(stretches[index - 1]) && isChanged(stretches[index + 1])
    if (!before || !after || isWord(before) || !isBetween) return [stretch]
    return [
      { before, after: null },
      { before: null, after },
    ]
  })
}

const align = (before: readonly Token[], after: readonly Token[]): Stretch[] => {
  const stretches: Stretch[] = []
  let [one, other] = [0, 0]
  const keys = (tokens: readonly Token[]) => tokens.map(({ key }) => key)
  const ends = [before.length, after.length] as const
  for (const [nextOne, nextOther] of [...matchSequence(keys(before), keys(after)), ends]) {
    for (const token of before.slice(one, nextOne)) stretches.push({ before: token, after: null })
    for (const token of after.slice(other, nextOther)) stretches.push({ before: null, after: token })
    const [was, is] = [before[nextOne], after[nextOther]]
    if (was && is) stretches.push({ before: was, after: is })
    ;[one, other] = [nextOne + 1, nextOther + 1]
  }
  return joinChanges(stretches)
}

const withMark = (node: BodyNode, type: ChangeMark | null): BodyNode =>
  type === null || node.text === undefined ? node : { ...node, marks: [...(node.marks ?? []), { type }] }

const wordsOf = (marks: readonly BodyMark[] = []): string => wordsFor(marks)

/** Neighbouring texts of equal marks become one again. */
const joinTexts = (nodes: readonly BodyNode[]): BodyNode[] => {
  const joined: BodyNode[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (last?.text !== undefined && node.text !== undefined && wordsOf(last.marks) === wordsOf(node.marks))
      joined[joined.length - 1] = { ...last, text: last.text + node.text }
    else joined.push(node)
  }
  return joined
}

const markOf = ({ before, after }: Stretch): ChangeMark | null => {
  if (!before) return 'inserted'
  if (!after) return 'deleted'
  return wordsOf(before.node.marks) === wordsOf(after.node.marks) ? null : 'restyled'
}

/** Removed words stand before those that came in their place. */
const removedFirst = (stretches: readonly Stretch[]): Stretch[] => {
  const sorted: Stretch[] = []
  let added: Stretch[] = []
  for (const stretch of stretches)
    if (stretch.before === null) added.push(stretch)
    else {
      if (stretch.after !== null) {
        sorted.push(...added)
        added = []
      }
      sorted.push(stretch)
    }
  return [...sorted, ...added]
}

export type Counts = { inserted: number; deleted: number; moved: number; restyled: number }
export const noCounts = (): Counts => ({ inserted: 0, deleted: 0, moved: 0, restyled: 0 })

/** The words of a line compared, and how many of them came and went. */
export const compareTexts = (
  before: readonly BodyNode[],
  after: readonly BodyNode[],
  counts: Counts,
): Views<BodyNode[]> => {
  const stretches = removedFirst(align(tokensOf(before), tokensOf(after)))
  const views: Views<BodyNode[]> = { both: [], before: [], after: [] }
  for (const stretch of stretches) {
    const mark = markOf(stretch)
    const [was, is] = [stretch.before, stretch.after]
    const shown = is ?? was
    if (mark && shown && isWord(shown)) counts[mark]++
    if (shown) views.both.push(withMark(shown.node, mark))
    if (was) views.before.push(withMark(was.node, mark))
    if (is) views.after.push(withMark(is.node, mark))
  }
  return {
    both: joinTexts(views.both),
    before: joinTexts(views.before),
    after: joinTexts(views.after),
  }
}

const countWords = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0

/** A node with all of its words marked. */
export const markAll = (node: BodyNode, mark: ChangeMark, counts: Counts | null): BodyNode => {
  if (node.text !== undefined) {
    if (counts && mark !== 'moved') counts[mark] += countWords(node.text)
    return withMark(node, mark)
  }
  return node.content ? { ...node, content: node.content.map((child) => markAll(child, mark, counts)) } : node
}
