import { Table, TableCell, TableHeader } from '@tiptap/extension-table'
import { Plugin, type EditorState, type PluginSpec, type Transaction } from '@tiptap/pm/state'
import { ySyncPluginKey } from 'y-prosemirror'
import { dataAttribute, dataOf } from './attribute.ts'

const cameFromOthers = (transaction: Transaction): boolean =>
  transaction.getMeta(ySyncPluginKey) !== undefined

/** The plugin repairs ragged tables; every reader repairing the same one would each add the missing cell. */
const repairOwnEditsOnly = (plugin: Plugin): Plugin => {
  const repair = plugin.spec.appendTransaction
  if (!repair) return plugin
  return new Plugin<unknown>({
    ...(plugin.spec as PluginSpec<unknown>),
    appendTransaction(transactions: readonly Transaction[], before: EditorState, after: EditorState) {
      return transactions.some(cameFromOthers) ? null : repair.call(this, transactions, before, after)
    },
  })
}

/** A table that is mended only after one's own edit: opening a document or reading along never writes. */
export const SharedTable = Table.extend({
  addProseMirrorPlugins() {
    return (this.parent?.() ?? []).map(repairOwnEditsOnly)
  },
}).configure({ resizable: true, cellMinWidth: 48 })

const tint = {
  ...dataAttribute('tint'),
  renderHTML: ({ tint: chosen }: Record<string, unknown>) => dataOf({ tint: chosen }),
}

/** Cells with a ground of their own. */
export const TintedCell = TableCell.extend({
  addAttributes() {
    return { ...this.parent?.(), tint }
  },
})

export const TintedHeader = TableHeader.extend({
  addAttributes() {
    return { ...this.parent?.(), tint }
  },
})
