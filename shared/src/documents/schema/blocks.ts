import { mergeAttributes, Node } from '@tiptap/core'
import { dataAttribute, dataOf } from './attribute.ts'
import { calloutTones } from './tones.ts'

const isOf = (type: string) => [{ tag: `div[data-type="${type}"]` }]
const boxOf = (type: string, attributes: Record<string, unknown> = {}) =>
  mergeAttributes({ 'data-type': type, class: type }, attributes)

/** Words that stand out: a note, something important, a question. */
export const Callout = Node.create({
  name: 'callout',
  group: 'block',
  content: 'block+',
  defining: true,
  addAttributes: () => ({ tone: dataAttribute('tone', calloutTones[0]) }),
  parseHTML: () => isOf('callout'),
  renderHTML: ({ node }) => ['div', boxOf('callout', dataOf({ tone: node.attrs.tone })), 0],
})

/**
 * Its first block is always shown, the rest when it is open. One kind of node instead of a title and a body: two people who
 * delete one of those at once would lose the other with it.
 */
export const Toggle = Node.create({
  name: 'toggle',
  group: 'block',
  content: 'block+',
  defining: true,
  parseHTML: () => isOf('toggle'),
  renderHTML: () => ['div', boxOf('toggle'), 0],
})

export const Column = Node.create({
  name: 'column',
  content: 'block+',
  isolating: true,
  parseHTML: () => isOf('column'),
  renderHTML: () => ['div', boxOf('column'), 0],
})

/** Any number of columns, so that deleting one never takes the others along. */
export const Columns = Node.create({
  name: 'columns',
  group: 'block',
  content: 'column+',
  isolating: true,
  parseHTML: () => isOf('columns'),
  renderHTML: () => ['div', boxOf('columns'), 0],
})

export const PageBreak = Node.create({
  name: 'pageBreak',
  group: 'block',
  atom: true,
  parseHTML: () => isOf('pageBreak'),
  renderHTML: () => ['div', boxOf('pageBreak')],
})
