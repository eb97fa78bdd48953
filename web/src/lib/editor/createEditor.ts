import { Editor } from '@tiptap/core'
import { editorExtensions } from 'shared/documents/schema/editor'
import type { Room } from '#lib/sync/room.svelte.ts'
import { createBinding } from './binding.ts'
import { createCarets } from './carets.ts'
import { createHints, type Hints } from './hints.ts'
import { createPasted, type PasteReports } from './pasted.ts'
import { pressCaret } from './pressCaret.ts'
import { readCaret } from './readCaret.ts'
import { stages } from './stages.ts'

export type EditorOptions = {
  element: HTMLElement
  room: Room
  label: string
  hints: Hints
  pasting: PasteReports
}

/**
 * Binds an editor to the body of a room. Whoever calls it may write: the binding itself removes what the schema does
 * not know, so readers never get one.
 */
export const createEditor = ({ element, room, label, hints, pasting }: EditorOptions): Editor =>
  new Editor({
    element,
    injectCSS: false,
    extensions: [
      ...editorExtensions,
      readCaret(room.doc),
      createBinding(room),
      createCarets(room.awareness),
      pressCaret,
      createHints(hints),
      stages,
      createPasted(pasting),
    ],
    editorProps: {
      attributes: { class: 'text', role: 'textbox', 'aria-multiline': 'true', 'aria-label': label },
    },
  })
