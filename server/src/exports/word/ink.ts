import { Paragraph, type FootnoteReferenceRun } from 'docx'
import { countUnknown } from '../address.ts'
import type { Pictures } from '../picture.ts'

/** What the writing of one file gathers on its way. */
export type Ink = {
  publicUrl: string
  pictures: Pictures
  /** Nodes written by their words alone, counted by kind. */
  unknown: Record<string, number>
  footnotes: Record<number, { children: Paragraph[] }>
  /** Every numbered list counts on its own. */
  lists: { last: number; used: Set<string> }
}

export const openInk = (publicUrl: string, pictures: Pictures): Ink => ({
  publicUrl,
  pictures,
  unknown: {},
  footnotes: {},
  lists: { last: 0, used: new Set() },
})

export const reportUnknown = (ink: Ink, type: string): void => countUnknown(ink.unknown, type)

/** Keeps the words of a footnote and gives its number. */
export const addFootnote = (
  ink: Ink,
  words: string,
): ConstructorParameters<typeof FootnoteReferenceRun>[0] => {
  const number = Object.keys(ink.footnotes).length + 1
  ink.footnotes[number] = { children: [new Paragraph({ text: words, style: 'FootnoteText' })] }
  return number
}
