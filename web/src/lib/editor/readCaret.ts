import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { yCursorPluginKey } from 'y-prosemirror'
import type * as Y from 'yjs'

/** ProseMirror's own reader of the browser's selection; not in its types. */
type Reading = { domObserver: { flush: () => void } }

/** ProseMirror puts its own caret into a page that has just got the focus, after twenty milliseconds. */
const BEFORE_FOCUS_MS = 10

const read = (view: EditorView): void => {
  if (!view.isDestroyed && view.hasFocus() && !view.composing)
    (view as unknown as Reading).domObserver.flush()
}

const readSoon = (view: EditorView): void => {
  setTimeout(() => read(view), BEFORE_FOCUS_MS)
}

/** The browser moves its caret between these events and tells of it only with its next frame. */
const onEvents = { mouseup: read, keydown: read, keyup: read }

/**
 * Where a person has just clicked is known to the editor only with the browser's next event. Should a colleague's
 * letter or caret come before it, the editor would put the caret back, and the person would go on typing in the place
 * she left. So the caret is read before anything of others is drawn. Stands before the binding, which remembers it.
 */
export const readCaret = (doc: Y.Doc) =>
  Extension.create({
    name: 'readCaret',
    priority: 1001,
    // A colleague's caret: the transaction was made on the state before the reading, so it is made anew.
    dispatchTransaction({ transaction, next }) {
      // Carets are told a little later: the editor may have made room for another one by then.
      if (this.editor.isDestroyed) return
      const carets: unknown = transaction.getMeta(yCursorPluginKey)
      if (carets === undefined || transaction.docChanged) {
        next(transaction)
        return
      }
      const { view } = this.editor
      read(view)
      next(view.state.tr.setMeta(yCursorPluginKey, carets))
    },
    addProseMirrorPlugins: () => [
      new Plugin({
        props: { handleDOMEvents: { ...onEvents, focus: readSoon } },
        view: (view) => {
          const readFirst = () => {
            if (doc._transaction?.local === false) read(view)
          }
          doc.on('beforeAllTransactions', readFirst)
          return { destroy: () => doc.off('beforeAllTransactions', readFirst) }
        },
      }),
    ],
  })
