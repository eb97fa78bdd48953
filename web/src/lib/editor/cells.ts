import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state'
import { CellSelection } from '@tiptap/pm/tables'
import { ySyncPluginKey } from 'y-prosemirror'
import type * as Y from 'yjs'
import { findPlace, placeAt, type Place } from './places.ts'

type Cells = { anchor: Place; head: Place }

const readCells = (state: EditorState): Cells | null => {
  const { selection } = state
  if (!(selection instanceof CellSelection)) return null
  return {
    anchor: placeAt(state, selection.$anchorCell.pos),
    head: placeAt(state, selection.$headCell.pos),
  }
}

const isCell = (state: EditorState, position: number | null): position is number =>
  position !== null && /cell/.test(String(state.doc.resolve(position).nodeAfter?.type.spec.tableRole))

const select = (state: EditorState, { anchor, head }: Cells): Transaction | null => {
  const [from, to] = [anchor, head].map((place) => findPlace(state, place))
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
