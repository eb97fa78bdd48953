import { Node } from '@tiptap/core'
import { dataAttribute, dataOf } from './attribute.ts'

const isOf = (type: string) => [{ tag: `span[data-type="${type}"]` }]

/** A formula in a line, written in LaTeX. */
export const Formula = Node.create({
  name: 'math',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ latex: dataAttribute('latex', '') }),
  parseHTML: () => isOf('math'),
  renderHTML: ({ node: { attrs } }) => [
    'span',
    { 'data-type': 'math', ...dataOf({ latex: attrs.latex }) },
    String(attrs.latex),
  ],
})

/** A formula on a line of its own. */
export const FormulaBlock = Node.create({
  name: 'mathBlock',
  group: 'block',
  atom: true,
  addAttributes: () => ({ latex: dataAttribute('latex', '') }),
  parseHTML: () => [{ tag: 'div[data-type="mathBlock"]' }],
  renderHTML: ({ node: { attrs } }) => [
    'div',
    { 'data-type': 'mathBlock', ...dataOf({ latex: attrs.latex }) },
    String(attrs.latex),
  ],
})

/** A person or a school by id; the name as it was then is what print and other programs show. */
export const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({
    of: dataAttribute('of', 'person'),
    subject: dataAttribute('subject'),
    label: dataAttribute('label', ''),
  }),
  parseHTML: () => isOf('mention'),
  renderHTML: ({ node: { attrs } }) => [
    'span',
    {
      'data-type': 'mention',
      class: 'mention',
      ...dataOf({ of: attrs.of, subject: attrs.subject, label: attrs.label }),
    },
    String(attrs.label),
  ],
})

/** Another document of Krug, under the title it had when it was linked. Who may not read it sees the title alone. */
export const DocumentLink = Node.create({
  name: 'documentLink',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ document: dataAttribute('document'), label: dataAttribute('label', '') }),
  parseHTML: () => isOf('documentLink'),
  renderHTML: ({ node: { attrs } }) => [
    'span',
    { 'data-type': 'documentLink', ...dataOf({ document: attrs.document, label: attrs.label }) },
    String(attrs.label),
  ],
})

/** Its text stands at the end of the document, under the number it has there. */
export const Footnote = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ note: dataAttribute('note', '') }),
  parseHTML: () => isOf('footnote'),
  renderHTML: ({ node: { attrs } }) => [
    'span',
    { 'data-type': 'footnote', class: 'footnote', ...dataOf({ note: attrs.note }) },
  ],
})
