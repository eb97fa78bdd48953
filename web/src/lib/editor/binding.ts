import { Extension, type JSONContent } from '@tiptap/core'
import { initProseMirrorDoc, ySyncPlugin, ySyncPluginKey, yUndoPlugin } from 'y-prosemirror'
import type { Plugin } from '@tiptap/pm/state'
import type { Room } from '#lib/sync/room.svelte.ts'
import { keepCells } from './cells.ts'
import { keepCaretLeftward } from './leftward.ts'

/**
 * Ties the editor to the body of a room, and its undo to the room's: own edits only, header fields among them.
 * The binding is y-prosemirror's own: Tiptap's fork of it (3.0.7 to 3.0.9) leaves a caret where it stood by number
 * when a colleague writes before it in the same paragraph.
 */
export const createBinding = ({ doc, undo }: Pick<Room, 'doc' | 'undo'>) => {
  undo.addTrackedOrigin(ySyncPluginKey)
  const body = doc.getXmlFragment('body')
  let mapping: ReturnType<typeof initProseMirrorDoc>['mapping'] | undefined
  const press = (step: () => unknown) => () => {
    step()
    return true
  }
  return Extension.create({
    name: 'binding',
    priority: 1000,
    // The editor begins with the text: drawn into an empty one, it would set the caret by number, on a table's edge.
    onBeforeCreate() {
      if (body.length === 0) return
      const drawn = initProseMirrorDoc(body, this.editor.schema)
      mapping = drawn.mapping
      this.editor.options.content = drawn.doc.toJSON() as JSONContent
    },
    addKeyboardShortcuts: () => ({
      'Mod-z': press(() => undo.undo()),
      'Mod-y': press(() => undo.redo()),
      'Shift-Mod-z': press(() => undo.redo()),
    }),
    addProseMirrorPlugins: () => [
      ySyncPlugin(body, mapping && { mapping }) as Plugin,
      yUndoPlugin({ undoManager: undo }) as Plugin,
      keepCaretLeftward(doc),
      keepCells(doc),
    ],
  })
}
