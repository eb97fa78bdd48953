import type { Range as Stretch, Run } from 'shared/comments/words'

type Letters = { nodes: { node: Text; at: number }[]; runs: Run[] }

/** The words on the screen, counted in characters. */
export const readLetters = (root: HTMLElement): Letters => {
  const nodes: Letters['nodes'] = []
  const runs: Run[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  let at = 0
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = (node as Text).data
    nodes.push({ node: node as Text, at })
    runs.push({ words, at, block: node.parentElement?.closest('p, h1, h2, h3, h4, li, td, th, pre') })
    at += words.length
  }
  return { nodes, runs }
}

export const nearest = (ranges: readonly Stretch[], to: number): Stretch | undefined =>
  [...ranges].sort((one, other) => Math.abs(one.from - to) - Math.abs(other.from - to))[0]

export const rangeOf = ({ nodes }: Letters, { from, to }: Stretch): Range | null => {
  const start = nodes.findLast(({ at }) => at <= from)
  const end = nodes.findLast(({ at }) => at < to)
  if (!start || !end) return null
  const range = document.createRange()
  range.setStart(start.node, Math.min(from - start.at, start.node.length))
  range.setEnd(end.node, Math.min(to - end.at, end.node.length))
  return range
}

/** What is selected on the screen, as a stretch of its letters; null for a bare caret. */
export const selectedIn = (root: HTMLElement, { nodes }: Letters): Stretch | null => {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!root.contains(range.commonAncestorContainer)) return null
  const inside = nodes.filter(({ node }) => range.intersectsNode(node) && node.length > 0)
  const [first, last] = [inside[0], inside.at(-1)]
  if (!first || !last) return null
  const from = first.at + (range.startContainer === first.node ? range.startOffset : 0)
  const to = last.at + (range.endContainer === last.node ? range.endOffset : last.node.length)
  return to > from ? { from, to } : null
}
