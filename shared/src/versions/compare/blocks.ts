import type { BodyNode } from '../../documents/body.ts'
import { wordsFor } from '../describe.ts'
import { pairAlike } from './alike.ts'
import { compareTexts, type Counts, markAll, noCounts, type Views } from './texts.ts'

/** What happened to a block; null when nothing did. */
export type Change = 'added' | 'removed' | 'changed' | 'movedHere' | 'movedAway' | null

/** A block in three views: both versions in one, the earlier, the later; null where it is not. */
export type ComparedBlock = Views<BodyNode | null> & { change: Change }

export type Comparison = { blocks: ComparedBlock[]; counts: Counts }

const lines: ReadonlySet<string> = new Set(['paragraph', 'heading', 'codeBlock'])
const isLine = ({ type, content = [] }: BodyNode): boolean =>
  lines.has(type) || content.some((child) => child.type === 'text')

/** The change stands on rows of tables, which have no words when they are empty. */
const withChange = (node: BodyNode, change: Change): BodyNode =>
  node.type === 'tableRow' ? { ...node, attrs: { ...node.attrs, change } } : node

const added = (node: BodyNode, counts: Counts): ComparedBlock => {
  const marked = withChange(markAll(node, 'inserted', counts), 'added')
  return { change: 'added', both: marked, before: null, after: marked }
}

const removed = (node: BodyNode, counts: Counts): ComparedBlock => {
  const marked = withChange(markAll(node, 'deleted', counts), 'removed')
  return { change: 'removed', both: marked, before: marked, after: null }
}

const movedAway = (node: BodyNode): ComparedBlock => {
  const marked = withChange(markAll(node, 'moved', null), 'movedAway')
  return { change: 'movedAway', both: null, before: marked, after: null }
}

/** Where a block came to; what was changed in it on the way is marked in it. */
const movedHere = (was: BodyNode, is: BodyNode, counts: Counts): ComparedBlock => {
  counts.moved++
  const compared = compareNode(was, is, counts)
  const mark = (node: BodyNode) =>
    withChange(compared.change === null ? markAll(node, 'moved', null) : node, 'movedHere')
  return { change: 'movedHere', both: mark(compared.both), before: null, after: mark(compared.after) }
}

const same = (node: BodyNode): ComparedBlock => ({ change: null, both: node, before: node, after: node })

type ComparedNode = Views<BodyNode> & { change: Change }

const isNode = (node: BodyNode | null): node is BodyNode => node !== null

const withContent = (node: BodyNode, content: BodyNode[]): BodyNode =>
  content.length > 0 ? { ...node, content } : node

const compareNode = (was: BodyNode, is: BodyNode, counts: Counts): ComparedNode => {
  if (wordsFor(was) === wordsFor(is)) return { change: null, both: is, before: was, after: is }
  if (isLine(was) && isLine(is)) {
    const { both, before, after } = compareTexts(was.content ?? [], is.content ?? [], counts)
    const views = {
      both: withContent(is, both),
      before: withContent(was, before),
      after: withContent(is, after),
    }
    return { change: 'changed', ...views }
  }
  const blocks = compareAll(was.content ?? [], is.content ?? [], counts, areAlone(was, is))
  const view = (name: keyof Views<unknown>) => blocks.map((block) => block[name]).filter(isNode)
  return {
    change: 'changed',
    both: withContent(is, view('both')),
    before: withContent(was, view('before')),
    after: withContent(is, view('after')),
  }
}

const holders: ReadonlySet<string> = new Set(['tableCell', 'tableHeader', 'listItem', 'taskItem', 'tableRow'])

/** What stands in one cell is compared with what stands in the other, however little they have in common. */
const areAlone = (was: BodyNode, is: BodyNode): boolean =>
  holders.has(was.type) && (was.content?.length ?? 0) === (is.content?.length ?? 0)

const compareAll = (
  before: readonly BodyNode[],
  after: readonly BodyNode[],
  counts: Counts,
  inPlace: boolean,
): ComparedBlock[] =>
  pairAlike(before, after, inPlace).map(({ was, is, moved }): ComparedBlock => {
    if (was && is && moved) return movedHere(was, is, counts)
    if (was && moved) return movedAway(was)
    if (was && is) {
      const { change, ...views } = compareNode(was, is, counts)
      return change === null ? same(is) : { change, ...views, both: withChange(views.both, null) }
    }
    return is ? added(is, counts) : removed(was ?? { type: 'paragraph' }, counts)
  })

/** Two bodies compared block by block: what was added, removed, changed, and what only stands elsewhere. */
export const compareBodies = (before: BodyNode, after: BodyNode): Comparison => {
  const counts = noCounts()
  return { blocks: compareAll(before.content ?? [], after.content ?? [], counts, false), counts }
}
