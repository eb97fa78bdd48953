import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, TextSelection, type EditorState } from '@tiptap/pm/state'

/** What blocks stand in side by side. */
const containers: ReadonlySet<string> = new Set([
  'doc',
  'callout',
  'toggle',
  'column',
  'blockquote',
  'tableCell',
  'tableHeader',
])
const items: ReadonlySet<string> = new Set(['listItem', 'taskItem'])

type Movable = { node: Node; parent: Node; index: number; start: number }

/** The block that moves: an item in its list, else what stands in the nearest container. */
const movableIn = ({ selection }: EditorState): Movable | null => {
  const { $from } = selection
  if (selection instanceof NodeSelection && selection.node.isBlock)
    return { node: selection.node, parent: $from.parent, index: $from.index(), start: selection.from }
  for (let depth = $from.depth; depth > 0; depth--) {
    const [node, parent] = [$from.node(depth), $from.node(depth - 1)]
    if (items.has(node.type.name) || containers.has(parent.type.name))
      return { node, parent, index: $from.index(depth - 1), start: $from.before(depth) }
  }
  return null
}

/** Moves the block with the caret behind its neighbour or before it; the caret goes with it. False at the edge. */
export const moveBlock = ({ state, view }: Editor, step: -1 | 1): boolean => {
  const movable = movableIn(state)
  const other = movable?.parent.maybeChild(movable.index + step)
  if (!movable || !other) return false
  const { node, start } = movable
  const target = start + step * other.nodeSize
  const transaction = state.tr.delete(start, start + node.nodeSize).insert(target, node)
  const { selection } = state
  const moved = target - start
  transaction.setSelection(
    selection instanceof NodeSelection
      ? NodeSelection.create(transaction.doc, selection.from + moved)
      : TextSelection.create(transaction.doc, selection.anchor + moved, selection.head + moved),
  )
  view.dispatch(transaction.scrollIntoView())
  return true
}
