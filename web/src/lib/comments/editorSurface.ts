import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { CellSelection } from '@tiptap/pm/tables'
import type { Anchor } from 'shared/comments/anchor'
import { wordsBetween, type Range } from 'shared/comments/words'
import type { GuestRoom } from '#lib/editor/guest.ts'
import type { Room } from '#lib/sync/room.svelte.ts'
import './marks.css'
import { boundOf, createHighlights, redraw, type Drawn } from './highlights.ts'
import { findAgain, followOwn, type Place } from './places.ts'
import { anchorAt, anchorCellAt, cellAround, lettersIn, runsOf } from './positions.ts'
import type { Marked, Spoken, Surface, SurfaceReports } from './surface.ts'

const SETTLE_MS = 500
const SAVED_LOOK_MS = 100
const SAVED_WITHIN_MS = 10_000

const speakOf = (state: EditorState, anchor: Anchor | null, range: Range): Spoken | null =>
  anchor && { anchor, quote: wordsBetween(runsOf(state.doc), range) }

const speakOfWords = (state: EditorState, range: Range): Spoken | null => {
  const letters = lettersIn(state.doc, range)
  return letters && speakOf(state, anchorAt(boundOf(state), letters), letters)
}

const speakOfCell = (state: EditorState, position: number): Spoken | null => {
  const cell = cellAround(state.doc, position)
  const range = cell && { from: cell.at, to: cell.at + cell.node.nodeSize }
  return range && speakOf(state, anchorCellAt(boundOf(state), cell.node), range)
}

type Places = ReadonlyMap<string, Place>

/** The innermost thread whose words the caret stands in. */
const threadAt = (places: Places, position: number): string | undefined =>
  [...places]
    .filter(([, { from, to }]) => from < position && position < to)
    .sort(([, one], [, other]) => one.to - one.from - (other.to - other.from))[0]?.[0]

/** Selected words or cells; without a selection the thread, the cell or the paragraph that the caret stands in. */
const readSpoken = (state: EditorState, places: Places): Spoken | string | null => {
  const { selection } = state
  if (selection instanceof CellSelection) {
    const isOne = selection.$anchorCell.pos === selection.$headCell.pos
    return isOne ? speakOfCell(state, selection.$anchorCell.pos + 1) : speakOfWords(state, selection)
  }
  if (!selection.empty) return speakOfWords(state, selection)
  const { $head, head } = selection
  return (
    threadAt(places, head) ??
    speakOfCell(state, head) ??
    speakOfWords(state, { from: $head.start(), to: $head.end() })
  )
}

/** Null when the words are gone: an edit of one's own leaves an empty place where they stood. */
const beginningOf = (place: Place | undefined): number | null =>
  place && place.to > place.from ? place.from : null

const untilSaved = async (room: Pick<Room, 'unsaved'>): Promise<void> => {
  const end = Date.now() + SAVED_WITHIN_MS
  while (room.unsaved > 0 && Date.now() < end) await new Promise((done) => setTimeout(done, SAVED_LOOK_MS))
}

/** An editor whose text is tied to a room. */
export type LiveText = { editor: Editor; room: Pick<Room, 'unsaved'>; guests: GuestRoom }

/**
 * Threads in a living text. Their words are followed through every edit; where an edit wrote them anew, it is told where
 * they are now: exactly for edits made here, by looking for the quote for those of others.
 */
export const attachEditor = (
  { editor, room, guests }: LiveText,
  { onPlaced, onMoved, onChosen }: SurfaceReports,
): Surface => {
  let threads: readonly Marked[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const places = (): Places =>
    (guests.keptIn(editor.state) as Drawn | null)?.places ?? new Map<string, Place>()

  /** Once the writing pauses: words that are not where their positions lead are looked for. */
  const settle = () => {
    if (editor.isDestroyed) return
    const bound = boundOf(editor.state)
    const runs = runsOf(editor.state.doc)
    for (const thread of threads) {
      const anchor = findAgain(bound, runs, thread)
      if (anchor) onMoved(thread.id, anchor, 'somebody')
    }
    onPlaced(new Map(threads.map(({ id }) => [id, beginningOf(places().get(id))])))
  }
  const follow = () => {
    if (editor.isDestroyed) return
    const bound = boundOf(editor.state)
    for (const thread of threads) {
      const mapped = places().get(thread.id)
      const anchor = mapped && followOwn(bound, thread, mapped)
      if (anchor) onMoved(thread.id, anchor, 'me')
    }
  }
  const onDrawn = (isText: boolean) => {
    // The editor is in the middle of an edit.
    if (isText) queueMicrotask(follow)
    clearTimeout(timer)
    timer = setTimeout(settle, SETTLE_MS)
  }
  guests.welcome(createHighlights(onChosen, onDrawn))

  return {
    spoken: () => readSpoken(editor.state, places()),
    draw: (marked) => {
      threads = marked
      if (!editor.isDestroyed) editor.view.dispatch(redraw(editor.state, marked))
    },
    show: (id) => {
      const marked = editor.view.dom.querySelector(`[data-thread="${CSS.escape(id)}"]`)
      marked?.scrollIntoView({ block: 'center' })
    },
    focus: () => void editor.commands.focus(),
    settled: () => untilSaved(room),
    stop: () => {
      clearTimeout(timer)
      guests.welcome(null)
    },
  }
}
