import { Plugin } from '@tiptap/pm/state'
import { ySyncPluginKey } from 'y-prosemirror'
import * as Y from 'yjs'

type RelativeSelection = { type: string; anchor: Y.RelativePosition; head: Y.RelativePosition }
type Binding = { beforeTransactionSelection: RelativeSelection | null }

/** The same place in a text, told by the character before it instead of the one after it. */
export const leftward = (place: Y.RelativePosition, doc: Y.Doc): Y.RelativePosition => {
  const found = Y.createAbsolutePositionFromRelativePosition(place, doc)
  return found?.type instanceof Y.XmlText && found.index > 0
    ? Y.createRelativePositionFromTypeIndex(found.type, found.index, -1)
    : place
}

const isCaret = ({ type, anchor, head }: RelativeSelection): boolean =>
  type === 'text' && Y.compareRelativePositions(anchor, head)

/**
 * When two people type at one place, each caret stays behind the letter its owner typed last and their words do not
 * mix. The binding remembers a caret by the character after it, so that a colleague's letter would push it along.
 */
export const keepCaretLeftward = (doc: Y.Doc): Plugin =>
  new Plugin({
    view: (view) => {
      const { binding } = ySyncPluginKey.getState(view.state) as { binding: Binding }
      const remember = () => {
        const selection = binding.beforeTransactionSelection
        if (!selection) return
        // A selected node that a colleague deletes would throw; as a text it is simply selected no more.
        if (selection.type === 'node') binding.beforeTransactionSelection = { ...selection, type: 'text' }
        if (!isCaret(selection)) return
        const place = leftward(selection.head, doc)
        binding.beforeTransactionSelection = { ...selection, anchor: place, head: place }
      }
      doc.on('beforeAllTransactions', remember)
      return { destroy: () => doc.off('beforeAllTransactions', remember) }
    },
  })
