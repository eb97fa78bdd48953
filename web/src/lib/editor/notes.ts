import type { BodyNode } from 'shared/documents/body'

/** Texts of the footnotes, in the order in which they stand in the text. Walks without recursion. */
export const notesOf = (body: BodyNode): string[] => {
  const notes: string[] = []
  const waiting = [body]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.type === 'footnote') notes.push(typeof next.attrs?.note === 'string' ? next.attrs.note : '')
    waiting.push(...[...(next.content ?? [])].reverse())
  }
  return notes
}
