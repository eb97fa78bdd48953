import { Editor, type Extensions } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { editorExtensions } from 'shared/documents/schema/editor'
import type { Room } from '#lib/sync/room.svelte.ts'
import { createBinding } from './binding.ts'
import { createCarets } from './carets.ts'
import type { GuestRoom } from './guest.ts'
import { createHints, type Hints } from './hints.ts'
import type { Desk } from './desk.svelte.ts'
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
  desk: Desk
  guests: GuestRoom
}

/** A box of a task says what the task is; without words of its own, what the text is. */
const named = (extensions: Extensions, label: string): Extensions =>
  extensions.map((one) =>
    one.name === 'taskItem'
      ? one.configure({ a11y: { checkboxLabel: (node: Node) => node.textContent || label } })
      : one,
  )

/**
 * Binds an editor to the body of a room. Whoever calls it may write: the binding itself removes what the schema does
 * not know, so readers never get one.
 */
export const createEditor = ({ element, room, label, hints, pasting, desk, guests }: EditorOptions): Editor =>
  new Editor({
    element,
    injectCSS: false,
    extensions: [
      ...named(editorExtensions, label),
      readCaret(room.doc),
      createBinding(room),
      createCarets(room.awareness),
      pressCaret,
      createHints(hints),
      stages,
      createPasted(pasting, desk.uploads),
      ...desk.extensions,
      guests.extension,
    ],
    editorProps: {
      attributes: { class: 'text', role: 'textbox', 'aria-multiline': 'true', 'aria-label': label },
    },
  })
