import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { stageNumber } from './tableWords.ts'

const isHead = (row: Node): boolean => row.children.every(({ type }) => type.name === 'tableHeader')

const rowMarks = (row: Node, index: number): Record<string, string> => {
  const stage = stageNumber(index)
  if (stage !== undefined) return { 'data-stage': String(stage) }
  return isHead(row) ? { 'data-head': '' } : {}
}

const labelRow = (row: Node, index: number, at: number, labels: readonly string[]): Decoration[] => {
  const own = [Decoration.node(at, at + row.nodeSize, rowMarks(row, index))]
  const cells: Decoration[] = []
  row.forEach((cell, offset, column) => {
    const from = at + 1 + offset
    cells.push(Decoration.node(from, from + cell.nodeSize, { 'data-label': labels[column] ?? '' }))
  })
  return [...own, ...cells]
}

const labelTable = (table: Node, at: number): Decoration[] => {
  const labels = table.firstChild?.children.map((cell) => cell.textContent) ?? []
  const decorations: Decoration[] = []
  table.forEach((row, offset, index) => decorations.push(...labelRow(row, index, at + 1 + offset, labels)))
  return decorations
}

const labelTables = (doc: Node): DecorationSet => {
  const decorations: Decoration[] = []
  doc.descendants((node, at) => {
    if (node.type.name === 'table') decorations.push(...labelTable(node, at))
    return !node.isTextblock && node.type.name !== 'table'
  })
  return DecorationSet.create(doc, decorations)
}

const key = new PluginKey<DecorationSet>('stages')

/** Marks rows with their stage and cells with the words of their column: what a phone shows instead of a head. */
export const stages = Extension.create({
  name: 'stages',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: (_, state) => labelTables(state.doc),
        apply: (transaction, before) => (transaction.docChanged ? labelTables(transaction.doc) : before),
      },
      props: { decorations: (state) => key.getState(state) ?? null },
    }),
  ],
})
