import type { FootnoteReferenceRun, Paragraph } from 'docx'
import { Paragraph as Line } from 'docx'

/** A picture of the document, as its file is kept. */
export type Picture = { type: 'png' | 'jpg' | 'gif'; data: Uint8Array; wide: number; high: number }

/** What the writing of one file gathers on its way. */
export type Ink = {
  publicUrl: string
  pictures: ReadonlyMap<string, Picture>
  /** Nodes written by their words alone, counted by kind. */
  unknown: Record<string, number>
  footnotes: Record<number, { children: Paragraph[] }>
  /** Every numbered list counts on its own. */
  lists: { last: number; used: Set<string> }
}

export const openInk = (publicUrl: string, pictures: ReadonlyMap<string, Picture>): Ink => ({
  publicUrl,
  pictures,
  unknown: {},
  footnotes: {},
  lists: { last: 0, used: new Set() },
})

export const reportUnknown = (ink: Ink, type: string): void => {
  ink.unknown[type] = (ink.unknown[type] ?? 0) + 1
}

/** Keeps the words of a footnote and gives its number. */
export const addFootnote = (
  ink: Ink,
  words: string,
): ConstructorParameters<typeof FootnoteReferenceRun>[0] => {
  const number = Object.keys(ink.footnotes).length + 1
  ink.footnotes[number] = { children: [new Line({ text: words, style: 'FootnoteText' })] }
  return number
}
