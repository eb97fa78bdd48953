import { Extension } from '@tiptap/core'
import { Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { boundFragment } from 'shared/documents/schema/bounds'
import { restoreWordLists } from './wordLists.ts'

/** Some 250 pages at once; more would stop the page of everybody who has the document open. */
const LARGEST = 500_000
/** HTML carries styles and pictures beside its words; above this it is not even read. */
const LARGEST_HTML = 20_000_000

const isTooLarge = (clipboard: DataTransfer | null): boolean =>
  (clipboard?.getData('text/html').length ?? 0) > LARGEST_HTML

const bound = ({ content, openStart, openEnd }: Slice, depth: number): Slice => {
  const kept = boundFragment(content, depth)
  const most = Slice.maxOpen(kept)
  return new Slice(kept, Math.min(openStart, most.openStart), Math.min(openEnd, most.openEnd))
}

/**
 * A paste keeps its structure and loses what the gate would refuse: links that run, spans of a million cells, lists
 * in a hundred lists. One that is too large is not taken at all, and the person is told.
 */
export const createPasted = (tellTooLarge: () => void) => {
  const refuse = (): true => {
    tellTooLarge()
    return true
  }
  const refuseLarge = (_view: EditorView, _event: Event, { size }: Slice) => size > LARGEST && refuse()
  const refuseUnread = (_view: EditorView, event: ClipboardEvent) => {
    if (!isTooLarge(event.clipboardData)) return false
    event.preventDefault()
    return refuse()
  }
  return Extension.create({
    name: 'pasted',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          transformPastedHTML: restoreWordLists,
          transformPasted: (slice, { state }) => bound(slice, Math.max(1, state.selection.$from.depth)),
          handlePaste: refuseLarge,
          handleDrop: refuseLarge,
          handleDOMEvents: { paste: refuseUnread },
        },
      }),
    ],
  })
}
