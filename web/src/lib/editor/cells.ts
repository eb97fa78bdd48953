import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state'
import { CellSelection } from '@tiptap/pm/tables'
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
  type ProsemirrorBinding,
} from 'y-prosemirror'
import type * as Y from 'yjs'

type Cells = { anchor: Y.RelativePosition; head: Y.RelativePosition }

const bindingOf = (state: EditorState) =>
  (ySyncPluginKey.getState(state) as { binding: ProsemirrorBinding }).binding

const readCells = (state: EditorState): Cells | null => {
  const { selection } = state
  if (!(selection instanceof CellSelection)) return null
  const { type, mapping } = bindingOf(state)
  const place = (position: number) =>
    absolutePositionToRelativePosition(position, type, mapping) as Y.RelativePosition
  return { anchor: place(selection.$anchorCell.pos), head: place(selection.$headCell.pos) }
}

const isCell = (state: EditorState, position: number | null): position is number =>
  position !== null && /cell/.test(String(state.doc.resolve(position).nodeAfter?.type.spec.tableRole))

const select = (state: EditorState, { anchor, head }: Cells): Transaction | null => {
  const { doc, type, mapping } = bindingOf(state)
  const [from, to] = [anchor, head].map((place) =>
    relativePositionToAbsolutePosition(doc, type, place, mapping),
  )
  if (!isCell(state, from ?? null) || !isCell(state, to ?? null)) return null
  return state.tr.setSelection(CellSelection.create(state.doc, Number(from), Number(to)))
}

const cameFromOthers = (transaction: Transaction): boolean =>
  (transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin === true

/** Cells stay selected while colleagues write: the binding knows texts and nodes only. */
export const keepCells = (doc: Y.Doc): Plugin => {
  let cells: Cells | null = null
  return new Plugin({
    view: (view) => {
      const remember = () => (cells = readCells(view.state))
      doc.on('beforeAllTransactions', remember)
      return { destroy: () => doc.off('beforeAllTransactions', remember) }
    },
    appendTransaction: (transactions, _before, after) =>
      cells && transactions.some(cameFromOthers) ? select(after, cells) : null,
  })
}
