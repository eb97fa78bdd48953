import type { Editor, JSONContent } from '@tiptap/core'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { NodeSelection, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'

type Spot = { from: number; to: number }

/** An empty paragraph gives way, if the block may stand there. */
const instead = ($from: ResolvedPos, node: Node): Spot | null => {
  const { parent, depth } = $from
  if (depth === 0 || parent.type.name !== 'paragraph' || parent.content.size > 0) return null
  const around = $from.node(depth - 1)
  const index = $from.index(depth - 1)
  return around.canReplaceWith(index, index + 1, node.type)
    ? { from: $from.before(), to: $from.after() }
    : null
}

/** After the innermost block that may have this one behind it. */
const behind = ($from: ResolvedPos, node: Node): Spot => {
  for (let depth = $from.depth; depth > 0; depth--) {
    const index = $from.index(depth - 1) + 1
    if ($from.node(depth - 1).canReplaceWith(index, index, node.type)) {
      const at = $from.after(depth)
      return { from: at, to: at }
    }
  }
  const end = $from.doc.content.size
  return { from: end, to: end }
}

/** The caret goes on in the block, or, where it holds no text, in a paragraph behind it. */
const placeCaret = (transaction: Transaction, at: number, node: Node): Transaction => {
  if (!node.isAtom) return transaction.setSelection(Selection.near(transaction.doc.resolve(at + 1)))
  const after = at + node.nodeSize
  const $after = transaction.doc.resolve(after)
  if (!$after.nodeAfter?.isTextblock) {
    const paragraph = node.type.schema.nodes['paragraph']?.create()
    if (paragraph) transaction.insert(after, paragraph)
  }
  return transaction.setSelection(TextSelection.near(transaction.doc.resolve(after + 1)))
}

/**
 * Puts a block where the caret is: instead of an empty paragraph, else behind the one with the caret. Gives where it
 * stands now.
 */
export const insertBlock = (editor: Editor, made: JSONContent, select = false): number => {
  const node = editor.schema.nodeFromJSON(made)
  const { $from } = editor.state.selection
  const spot = instead($from, node) ?? behind($from, node)
  const transaction = editor.state.tr.replaceWith(spot.from, spot.to, node)
  placeCaret(transaction, spot.from, node)
  if (select) transaction.setSelection(NodeSelection.create(transaction.doc, spot.from))
  editor.view.dispatch(transaction.scrollIntoView())
  editor.view.focus()
  return spot.from
}
