import type { Node } from '@tiptap/pm/model'

/** Texts of the footnotes in the order in which they stand. */
export const liveNotesOf = (doc: Node): string[] => {
  const notes: string[] = []
  doc.descendants(({ type, attrs }) => {
    if (type.name === 'footnote') notes.push(String(attrs.note))
  })
  return notes
}
