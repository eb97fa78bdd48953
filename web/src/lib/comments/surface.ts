import type { Anchor } from 'shared/comments/anchor'
import type { ThreadOutput } from 'shared/comments/outputs'

/** Something that is about to be commented. */
export type Spoken = { anchor: Anchor; quote: string }

/** The id under which the words of a comment that is being written are drawn. */
export const DRAFT = 'draft'

/** A thread as the text shows it. */
export type Marked = Pick<ThreadOutput, 'anchor' | 'quote' | 'copies'> & { id: string; isChosen: boolean }

/** What shows the document: an editor, a text that is only read, a roadmap. */
export type Surface = {
  /** What is selected, or where the caret stands; the id of a thread that is there already; null for nothing. */
  spoken: () => Spoken | string | null
  /** Draws these threads and no others. */
  draw: (marked: readonly Marked[]) => void
  /** Brings the words into sight. */
  show: (id: string) => void
  /** Goes back to where the person was writing or reading. */
  focus: () => void
  /** Resolves when what was written here is on the server. */
  settled: () => Promise<void>
  stop: () => void
}

/** Where threads stand in reading order; null for one whose words are deleted. */
export type Places = ReadonlyMap<string, number | null>

export const nowhere: Places = new Map()

/** What a surface tells of the threads it draws. */
export type SurfaceReports = {
  onPlaced: (places: Places) => void
  /** The words stand elsewhere now; `by` whose doing it was. */
  onMoved: (id: string, to: Anchor, by: 'me' | 'somebody') => void
  /** Its words were pressed. */
  onChosen: (id: string) => void
}
