import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, Plugin } from '@tiptap/pm/state'
import type { EditorView, NodeView, NodeViewConstructor } from '@tiptap/pm/view'
import type { Translate } from 'shared/i18n/translate'
import type { Numbers } from '#lib/i18n/numbers.ts'
import { showSize } from './fileSize.ts'
import { drawFormula } from './formulas.ts'
import { drawPicture } from './picture.ts'

export type Drawing = {
  t: Translate
  numbers: Numbers
  /** Address of a file of the document that is open. */
  addressOf: (file: string) => string
  /** A node that is written in a dialog is to be changed. */
  onopen: (kind: string, position: number) => void
}

const written = ({ attrs }: Node, name: string): string =>
  typeof attrs[name] === 'string' ? attrs[name] : ''

/** Draws a node without text of its own; drawn anew when one of its attributes changes. */
const atom =
  (tag: string, draw: (place: HTMLElement, node: Node) => void): NodeViewConstructor =>
  (first) => {
    const dom = document.createElement(tag)
    dom.dataset.type = first.type.name
    dom.contentEditable = 'false'
    draw(dom, first)
    let shown = first
    const update = (node: Node): boolean => {
      if (node.type !== shown.type) return false
      if (!node.hasMarkup(shown.type, shown.attrs)) draw(dom, node)
      shown = node
      return true
    }
    return { dom, update, ignoreMutation: () => true }
  }

const toggle =
  ({ t }: Drawing): NodeViewConstructor =>
  (node): NodeView => {
    const dom = document.createElement('div')
    const [button, contentDOM] = [document.createElement('button'), document.createElement('div')]
    const show = (open: boolean) => {
      dom.toggleAttribute('data-open', open)
      button.setAttribute('aria-expanded', String(open))
    }
    dom.dataset.type = 'toggle'
    button.type = 'button'
    button.contentEditable = 'false'
    button.setAttribute('aria-label', t('writing.toggleOpen'))
    button.onmousedown = (event) => event.preventDefault()
    button.onclick = () => show(!dom.hasAttribute('data-open'))
    dom.append(button, contentDOM)
    show(true)
    return {
      dom,
      contentDOM,
      update: (other) => other.type === node.type,
      ignoreMutation: (change) => change.type !== 'selection' && !contentDOM.contains(change.target),
      stopEvent: (event) => event.target === button,
    }
  }

const drawAttachment = (place: HTMLElement, node: Node, { t, numbers, addressOf }: Drawing): void => {
  const [link, size] = [document.createElement('a'), document.createElement('span')]
  link.textContent = written(node, 'fileName')
  link.download = written(node, 'fileName')
  link.href = addressOf(written(node, 'file'))
  size.textContent = showSize(Number(node.attrs.bytes ?? 0), t, numbers)
  place.replaceChildren(link, ' ', size)
}

const drawFootnote = (place: HTMLElement, node: Node, { t }: Drawing): void => {
  place.className = 'footnote'
  place.title = written(node, 'note')
  place.setAttribute('aria-label', `${t('editor.footnote')}: ${written(node, 'note')}`)
  place.setAttribute('role', 'note')
}

const drawDocumentLink = (place: HTMLElement, node: Node, { t }: Drawing): void => {
  place.className = 'document-link'
  place.textContent = written(node, 'label')
  place.setAttribute('href', `/documents/${written(node, 'document')}`)
  place.title = t('writing.openByCtrl')
}

const viewsOf = (drawing: Drawing): Record<string, NodeViewConstructor> => {
  const { t } = drawing
  const formula = (tag: string, block: boolean) =>
    atom(tag, (place, node) => {
      place.replaceChildren()
      void drawFormula(place, written(node, 'latex'), block)
    })
  return {
    image: atom('figure', (place, node) => drawPicture(place, node, drawing)),
    attachment: atom('p', (place, node) => drawAttachment(place, node, drawing)),
    math: formula('span', false),
    mathBlock: formula('div', true),
    pageBreak: atom('div', (place) => (place.dataset.words = t('editor.pageBreak'))),
    footnote: atom('span', (place, node) => drawFootnote(place, node, drawing)),
    documentLink: atom('a', (place, node) => drawDocumentLink(place, node, drawing)),
    toggle: toggle(drawing),
  }
}

const inDialog: ReadonlySet<string> = new Set(['image', 'math', 'mathBlock', 'footnote'])

const selectedAt = ({ state: { selection } }: EditorView): number | null =>
  selection instanceof NodeSelection && inDialog.has(selection.node.type.name) ? selection.from : null

/** Nodes that hold no text are changed in a dialog: by a second press on them, or by Enter when they are selected. */
const opening = ({ onopen }: Drawing) => {
  const open = (view: EditorView, at: number): true => {
    onopen(view.state.doc.nodeAt(at)?.type.name ?? '', at)
    return true
  }
  return {
    handleKeyDown: (view: EditorView, event: KeyboardEvent) => {
      const at = event.key === 'Enter' ? selectedAt(view) : null
      return at !== null && view.editable && open(view, at)
    },
    handleClickOn: (view: EditorView, _at: number, node: Node, position: number, event: MouseEvent) => {
      if (node.type.name === 'documentLink' && (event.ctrlKey || event.metaKey))
        window.open(`/documents/${written(node, 'document')}`, '_blank', 'noopener')
      return inDialog.has(node.type.name) && selectedAt(view) === position && open(view, position)
    },
    handleDoubleClickOn: (view: EditorView, _at: number, node: Node, position: number) =>
      inDialog.has(node.type.name) && view.editable && open(view, position),
  }
}

/** How the editor draws what holds no text, and how such a thing is changed. */
export const createNodeViews = (drawing: Drawing) =>
  Extension.create({
    name: 'nodeViews',
    priority: 900,
    addProseMirrorPlugins: () => [
      new Plugin({ props: { nodeViews: viewsOf(drawing), ...opening(drawing) } }),
    ],
  })
