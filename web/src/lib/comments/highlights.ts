import type { Node } from '@tiptap/pm/model'
import { PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { ySyncPluginKey, type ProsemirrorBinding } from 'y-prosemirror'
import type { Guest } from '#lib/editor/guest.ts'
import { placeOf, type Place } from './places.ts'
import type { Bound } from './positions.ts'
import { DRAFT, type Marked } from './surface.ts'

/** What is kept beside the editor's state. */
export type Drawn = {
  threads: readonly Marked[]
  places: ReadonlyMap<string, Place>
  set: DecorationSet
}

const key = new PluginKey('comments')

export const boundOf = (state: EditorState): Bound =>
  (ySyncPluginKey.getState(state) as { binding: ProsemirrorBinding }).binding

/** Text that came by the binding: from others, or by an undo. */
const cameThroughBinding = (transaction: Transaction): boolean =>
  (transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin === true

const markOf = ({ id, isChosen }: Marked, { from, to, isCell }: Place): Decoration => {
  const look = ['commented', ...(isChosen || id === DRAFT ? ['chosen'] : []), ...(isCell ? ['whole'] : [])]
  const attributes = { class: look.join(' '), 'data-thread': id }
  return isCell ? Decoration.node(from, to, attributes) : Decoration.inline(from, to, attributes)
}

/** Every thread where its own positions lead. */
const measure = (bound: Bound, doc: Node, threads: readonly Marked[]): Drawn => {
  const placed = threads.flatMap((thread) => {
    const place = placeOf(bound, doc, thread)
    return place ? [{ thread, place }] : []
  })
  return {
    threads,
    places: new Map(placed.map(({ thread, place }) => [thread.id, place])),
    set: DecorationSet.create(
      doc,
      placed.map(({ thread, place }) => markOf(thread, place)),
    ),
  }
}

/** Carries places through an edit of one's own, as the editor carries its own marks. */
const carry = ({ threads, places, set }: Drawn, { mapping, doc }: Transaction): Drawn => ({
  threads,
  places: new Map(
    [...places].map(([id, { from, to, isCell }]) => [
      id,
      { from: mapping.map(from, 1), to: mapping.map(to, -1), isCell },
    ]),
  ),
  set: set.map(mapping, doc),
})

/** Draws these threads from now on. */
export const redraw = (state: EditorState, threads: readonly Marked[]): Transaction =>
  state.tr.setMeta(key, threads)

/** Marks the words of threads in the editor's text; nothing of it is written into the document. */
export const createHighlights = (
  onChosen: (id: string) => void,
  onDrawn: (isText: boolean) => void,
): Guest => ({
  apply: (transaction, kept, old) => {
    const before = kept as Drawn | null
    const threads = (transaction.getMeta(key) as readonly Marked[] | undefined) ?? null
    if (threads || (before && cameThroughBinding(transaction)))
      return measure(boundOf(old), transaction.doc, threads ?? before?.threads ?? [])
    return before && transaction.docChanged ? carry(before, transaction) : before
  },
  decorations: (kept) => (kept as Drawn).set,
  onPressed: (target) => {
    const pressed = target instanceof Element ? target.closest<HTMLElement>('[data-thread]') : null
    const id = pressed?.dataset['thread']
    if (id !== undefined && id !== DRAFT) onChosen(id)
  },
  onUpdate: (state, before) => onDrawn(!state.doc.eq(before.doc)),
})
