import type { Editor, EditorEvents } from '@tiptap/core'

/**
 * Tells of an editor's transactions once they are over; gives what ends it. The editor is held here, because the
 * property of a component that is being taken away no longer knows it.
 */
export const everyTransaction = (
  editor: Editor,
  update: () => void,
  counts: (event: EditorEvents['transaction']) => boolean = () => true,
): (() => void) => {
  // An editor that is being taken off the page still tells that it lost the focus: not while the page is drawn.
  const tell = (event: EditorEvents['transaction']) => {
    if (counts(event)) queueMicrotask(update)
  }
  editor.on('transaction', tell)
  return () => void editor.off('transaction', tell)
}
