import type { Node } from '@tiptap/pm/model'

export type Heading = { level: number; words: string; at: number }

/** Headings of a text, in its order; an empty one has nothing to be found by. */
export const headingsOf = (doc: Node): Heading[] => {
  const found: Heading[] = []
  doc.descendants((node, at) => {
    if (node.type.name === 'heading' && node.textContent.trim() !== '')
      found.push({ level: Number(node.attrs.level), words: node.textContent, at })
    return !node.isTextblock
  })
  return found
}
