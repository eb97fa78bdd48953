import { Extension } from '@tiptap/core'
import { Slice, type Fragment } from '@tiptap/pm/model'
import { Plugin, Selection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { boundFragment } from 'shared/documents/schema/bounds'
import { keepPictures } from './pastedPictures.ts'
import { holdsPictures, nothingLost, readPasted, type PasteLosses } from './pastedHtml.ts'
import type { Uploads } from './uploads.ts'

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

/** Files alone, as a camera, a folder or «копировать изображение» leaves them. */
const filesIn = (clipboard: DataTransfer | null): File[] =>
  clipboard?.getData('text/html') || clipboard?.getData('text/plain') ? [] : [...(clipboard?.files ?? [])]

/** Ids of the files that the nodes of a paste name. */
const fileIdsIn = (content: Fragment): string[] => {
  const ids = new Set<string>()
  content.descendants(({ attrs }) => {
    if (typeof attrs.file === 'string') ids.add(attrs.file)
  })
  return [...ids]
}

/** Files that are dropped go where they were dropped. */
const dropFiles = (view: EditorView, event: DragEvent, { take }: Uploads): boolean => {
  const files = [...(event.dataTransfer?.files ?? [])]
  const at = files.length > 0 ? view.posAtCoords({ left: event.clientX, top: event.clientY }) : null
  if (!at) return false
  event.preventDefault()
  view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at.pos))))
  void take(files)
  return true
}

export type PasteReports = {
  /** A paste was not taken: it is too large. */
  onTooLarge: () => void
  /** It was taken, but not all of it. */
  onLosses: (losses: PasteLosses) => void
}

/**
 * A paste keeps its structure and loses what the gate would refuse: links that run, spans of a million cells, lists
 * in a hundred lists. One that is too large is not taken at all. The person is told of both, and of lost pictures. Pictures
 * that come along are kept as files first, then the paste is taken with them in their places.
 */
export const createPasted = ({ onTooLarge, onLosses }: PasteReports, uploads: Uploads) => {
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
  const take = (_view: EditorView, _event: Event, { size, content }: Slice) => {
    if (size > LARGEST) return refuse()
    uploads.bring(fileIdsIn(content))
    return tellLosses()
  }
  const takeFirst = (view: EditorView, event: ClipboardEvent): boolean => {
    losses = nothingLost
    const files = filesIn(event.clipboardData)
    const html = event.clipboardData?.getData('text/html') ?? ''
    if (isTooLarge(event.clipboardData)) refuse()
    else if (files.length > 0) void uploads.take(files)
    else if (holdsPictures(html))
      void keepPictures(html, uploads).then((kept) => !view.isDestroyed && view.pasteHTML(kept))
    else return false
    event.preventDefault()
    return true
  }
  return Extension.create({
    name: 'pasted',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          transformPastedHTML: read,
          transformPasted: (slice, { state }) => bound(slice, Math.max(1, state.selection.$from.depth)),
          handlePaste: take,
          handleDrop: (view, event, slice) => dropFiles(view, event, uploads) || take(view, event, slice),
          handleDOMEvents: { paste: takeFirst },
        },
      }),
    ],
  })
}
