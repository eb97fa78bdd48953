import { Fragment, type Attrs, type Mark, type Node } from '@tiptap/pm/model'
import { isAllowedValue } from './values.ts'

const hasBounds = (mark: Mark): boolean =>
  Object.entries(mark.attrs).every(([name, value]) => isAllowedValue(name, value))

const boundAttributes = (node: Node): Attrs =>
  Object.fromEntries<unknown>(
    Object.entries(node.attrs).map(([name, value]) => [
      name,
      isAllowedValue(name, value) ? value : node.type.spec.attrs?.[name]?.default,
    ]),
  )

const boundNode = (node: Node): Node => {
  const marks = node.marks.filter(hasBounds)
  if (node.isText) return node.mark(marks)
  return node.type.create(boundAttributes(node), boundFragment(node.content), marks)
}

/**
 * The same content with every value the gate would refuse set to its default, and marks that hold one (a link to
 * `javascript:`) taken off. For what comes from outside: pasted HTML, imported files.
 */
export const boundFragment = (content: Fragment): Fragment =>
  Fragment.from(content.content.map((child) => boundNode(child)))
