import { Fragment, type Attrs, type Mark, type Node } from '@tiptap/pm/model'
import { DEPTH_MAX, isAllowedValue } from './values.ts'

/** Below a block there stand at most so many levels before text: row, cell, paragraph and the text of a table. */
const LEVELS_OF_A_BLOCK = 4

const hasBounds = (mark: Mark): boolean =>
  Object.entries(mark.attrs).every(([name, value]) => isAllowedValue(name, value))

const boundAttributes = (node: Node): Attrs =>
  Object.fromEntries<unknown>(
    Object.entries(node.attrs).map(([name, value]) => [
      name,
      isAllowedValue(name, value) ? value : node.type.spec.attrs?.[name]?.default,
    ]),
  )

/** The lines of a list, table or quote, one paragraph each. */
const linesOf = (block: Node): Node[] => {
  const lines: Node[] = []
  block.descendants((node) => {
    const { paragraph } = node.type.schema.nodes
    if (node.isTextblock && paragraph) lines.push(paragraph.create(null, boundFragment(node.content)))
    return !node.isTextblock
  })
  return lines
}

const holdsBlocks = ({ type }: Node): boolean =>
  type.isInGroup('block') && !type.inlineContent && !type.isLeaf

const boundNode = (node: Node, depth: number): Node | Node[] => {
  const marks = node.marks.filter(hasBounds)
  if (node.isText) return node.mark(marks)
  if (holdsBlocks(node) && depth + LEVELS_OF_A_BLOCK > DEPTH_MAX) return linesOf(node)
  return node.type.create(boundAttributes(node), boundFragment(node.content, depth + 1), marks)
}

/**
 * The same content with every value the gate would refuse set to its default, and marks that hold one (a link to
 * `javascript:`) taken off. Lists, tables and quotes that stand too deep become their lines. For what comes from
 * outside: pasted HTML, imported files.
 * @param depth at which the content will stand; 1 in the body itself.
 */
export const boundFragment = (content: Fragment, depth = 1): Fragment =>
  Fragment.from(content.content.flatMap((child) => boundNode(child, depth)))
