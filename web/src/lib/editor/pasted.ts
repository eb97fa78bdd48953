import { Extension } from '@tiptap/core'
import { Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { boundFragment } from 'shared/documents/schema/bounds'
import { nothingLost, readPasted, type PasteLosses } from './pastedHtml.ts'

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

/** A picture alone, as a camera or «копировать изображение» leaves it. */
const picturesIn = (clipboard: DataTransfer | null): number =>
  clipboard?.getData('text/html') || clipboard?.getData('text/plain')
    ? 0
    : [...(clipboard?.files ?? [])].filter(({ type }) => type.startsWith('image/')).length

export type PasteReports = {
  /** A paste was not taken: it is too large. */
  onTooLarge: () => void
  /** It was taken, but not all of it. */
  onLosses: (losses: PasteLosses) => void
}

/**
 * A paste keeps its structure and loses what the gate would refuse: links that run, spans of a million cells, lists
 * in a hundred lists. One that is too large is not taken at all. The person is told of both, and of lost pictures.
 */
export const createPasted = ({ onTooLarge, onLosses }: PasteReports) => {
  let losses = nothingLost
  const read = (html: string): string => {
    const pasted = readPasted(html)
    losses = pasted.losses
    return pasted.html
  }
  const tellLosses = (): false => {
    if (losses.images + losses.scripts > 0) onLosses(losses)
    losses = nothingLost
    return false
  }
  const refuse = (): true => {
    losses = nothingLost
    onTooLarge()
    return true
  }
  const take = (_view: EditorView, _event: Event, { size }: Slice) =>
    size > LARGEST ? refuse() : tellLosses()
  const refuseUnread = (_view: EditorView, event: ClipboardEvent) => {
    losses = { ...nothingLost, images: picturesIn(event.clipboardData) }
    if (losses.images > 0) return tellLosses()
    if (!isTooLarge(event.clipboardData)) return false
    event.preventDefault()
    return refuse()
  }
  return Extension.create({
    name: 'pasted',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          transformPastedHTML: read,
          transformPasted: (slice, { state }) => bound(slice, Math.max(1, state.selection.$from.depth)),
          handlePaste: take,
          handleDrop: take,
          handleDOMEvents: { paste: refuseUnread },
        },
      }),
    ],
  })
}
