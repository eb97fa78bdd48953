import { Extension } from '@tiptap/core'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { TemplateHints } from 'shared/templates/hints'

export type Hints = { empty: string; form: TemplateHints | null }

/** What a lone empty paragraph of a cell asks for: what its row says, else the meaning of the column. */
const cellHint = ($position: ResolvedPos, { rows, columns }: TemplateHints): string => {
  const depth = $position.depth
  if ($position.node(depth).childCount > 1 || depth < 3) return ''
  const row = $position.node(depth - 1)
  if (row.type.name !== 'tableRow') return ''
  const column = $position.index(depth - 1)
  const head = $position.node(depth - 2).firstChild?.maybeChild(column)?.textContent ?? ''
  const own = column === 1 ? rows.get(row.firstChild?.firstChild?.textContent ?? '') : undefined
  return own ?? columns.get(head) ?? ''
}

/** What a heading asks for, in the empty paragraph right below it. */
const sectionHint = (above: Node | null | undefined, { sections }: TemplateHints): string =>
  above?.type.name === 'heading' ? (sections.get(above.textContent) ?? '') : ''

const isEmptyText = (doc: Node): boolean => doc.childCount === 1 && doc.firstChild?.content.size === 0

const isEmptyParagraph = (node: Node | null): boolean =>
  node?.type.name === 'paragraph' && node.content.size === 0

const drawHint = (at: number, words: string): Decoration =>
  Decoration.node(at, at + 2, { class: 'is-empty', 'data-placeholder': words })

/** Hints under headings where nothing is written yet: a form shows at once what it asks for. */
export const sectionHints = (doc: Node, form: TemplateHints | null): DecorationSet => {
  const drawn: Decoration[] = []
  let above: Node | null = null
  if (form && form.sections.size > 0)
    doc.forEach((node, offset) => {
      const words = isEmptyParagraph(node) ? sectionHint(above, form) : ''
      if (words !== '') drawn.push(drawHint(offset, words))
      above = node
    })
  return DecorationSet.create(doc, drawn)
}

/** The hint of the empty paragraph where the caret is, if it is alone in its text or in the cell of a table. */
const hintAtCaret = ({ doc, selection: { $anchor } }: EditorState, { empty, form }: Hints): Decoration[] => {
  if (!$anchor.parent.isTextblock || $anchor.parent.content.size > 0) return []
  const $paragraph = doc.resolve($anchor.before())
  const words = isEmptyText(doc) ? empty : form && $paragraph.depth > 0 ? cellHint($paragraph, form) : ''
  return words ? [drawHint($anchor.before(), words)] : []
}

const key = new PluginKey<DecorationSet>('hints')

/** All hints of a state: those under headings are kept while the text stays as it is. */
export const hintIn = (state: EditorState, hints: Hints): DecorationSet =>
  (key.getState(state) ?? sectionHints(state.doc, hints.form)).add(state.doc, hintAtCaret(state, hints))

/**
 * Hints of a template: grey, only where nothing is written, never on paper; in a table only where the caret is. Tiptap's
 * Placeholder asks while the editor still shows the text before the change, and fell over positions that were not there yet.
 */
export const createHints = (hints: Hints) =>
  Extension.create({
    name: 'hints',
    addProseMirrorPlugins() {
      const { editor } = this
      return [
        new Plugin<DecorationSet>({
          key,
          state: {
            init: (_, state) => sectionHints(state.doc, hints.form),
            apply: (transaction, before) =>
              transaction.docChanged ? sectionHints(transaction.doc, hints.form) : before,
          },
          props: { decorations: (state) => (editor.isEditable ? hintIn(state, hints) : null) },
        }),
      ]
    },
  })
