import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import type { Room } from '#lib/sync/room.svelte.ts'
import { typographySteps } from './rules.ts'

const textOf = (block: Node): string =>
  block.textBetween(0, block.content.size, undefined, ({ type }) =>
    type.name === 'hardBreak' ? '\n' : '\ufffc',
  )

const isCode = (block: Node, at: number): boolean => {
  const marks = block.nodeAt(at)?.marks ?? []
  return marks.some(({ type }) => type.name === 'code' || type.name === 'link')
}

/** Gives how many places of the block were changed. */
const improveBlock = (transaction: Transaction, at: number): number => {
  let count = 0
  for (const step of typographySteps) {
    const block = transaction.doc.nodeAt(at)
    if (!block) return count
    const changes = step(textOf(block)).filter(({ from }) => !isCode(block, from))
    for (const { from, to, insert } of [...changes].reverse()) {
      if (insert === '') transaction.delete(at + 1 + from, at + 1 + to)
      else transaction.insertText(insert, at + 1 + from, at + 1 + to)
    }
    count += changes.length
  }
  return count
}

const blocksOf = (doc: Node): number[] => {
  const places: number[] = []
  doc.descendants((node, at) => {
    if (node.isTextblock && !node.type.spec.code) places.push(at)
    return !node.isTextblock
  })
  return places
}

/** Sets the whole text as a printer would, as one edit that one press takes back. Gives how many places changed. */
export const improveTypography = (editor: Editor, undo: Room['undo']): number => {
  const transaction = editor.state.tr
  let count = 0
  // From the end, so that places stay true.
  for (const at of blocksOf(editor.state.doc).reverse()) count += improveBlock(transaction, at)
  if (count === 0) return 0
  undo.stopCapturing()
  editor.view.dispatch(transaction)
  undo.stopCapturing()
  return count
}
