import * as Y from 'yjs'
import { must } from 'shared/must'
import type { Stroke } from './script.ts'

/** About forty characters go into one update, as they do when a person types and the editor batches. */
const CHUNK = 40

const chunksOf = (text: string): string[] => text.match(new RegExp(`.{1,${CHUNK}}`, 'gsu')) ?? []

const elements = (parent: Y.XmlFragment, name: string): Y.XmlElement[] =>
  parent
    .toArray()
    .filter((node): node is Y.XmlElement => node instanceof Y.XmlElement && node.nodeName === name)

const cellAt = (body: Y.XmlFragment, row: number, column: number): Y.XmlElement => {
  const table = must(elements(body, 'table')[0], 'a table in the template')
  const cells = must(table.toArray()[row], `row ${row}`) as Y.XmlElement
  return must(cells.toArray()[column], `cell ${row}:${column}`) as Y.XmlElement
}

const textOf = (paragraph: Y.XmlElement): Y.XmlText => {
  const first = paragraph.length > 0 ? paragraph.get(0) : null
  if (first instanceof Y.XmlText) return first
  const text = new Y.XmlText()
  paragraph.insert(0, [text])
  return text
}

const isBlank = (element: Y.XmlElement): boolean => element.length === 0 || textOf(element).length === 0

const appendBlock = (parent: Y.XmlFragment, name: 'paragraph' | 'heading'): Y.XmlText => {
  const last = parent.length > 0 ? parent.get(parent.length - 1) : null
  if (name === 'paragraph' && last instanceof Y.XmlElement && last.nodeName === name && isBlank(last))
    return textOf(last)
  const block = new Y.XmlElement(name)
  // y-prosemirror keeps attributes as they are, numbers too; only the type of Yjs says string.
  if (name === 'heading') block.setAttribute('level', 2 as never)
  parent.insert(parent.length, [block])
  return textOf(block)
}

const targetOf = (doc: Y.Doc, stroke: Stroke): Y.Text => {
  const body = doc.getXmlFragment('body')
  if ('cell' in stroke) return appendBlock(cellAt(body, ...stroke.cell), 'paragraph')
  if ('field' in stroke)
    return must(doc.getMap('fields').get(stroke.field), `the field ${stroke.field}`) as Y.Text
  return appendBlock(body, 'heading' in stroke ? 'heading' : 'paragraph')
}

const wordsOf = (stroke: Stroke): string => {
  if ('heading' in stroke) return stroke.heading
  return 'paragraph' in stroke ? stroke.paragraph : stroke.text
}

/** Writes one stroke at the end of its place, in several transactions; gives the characters of each. */
export const typeStroke = (doc: Y.Doc, stroke: Stroke): number[] => {
  const chunks = chunksOf(wordsOf(stroke))
  let target: Y.Text | undefined
  for (const chunk of chunks)
    doc.transact(() => {
      target ??= targetOf(doc, stroke)
      target.insert(target.length, chunk)
    })
  return chunks.map((chunk) => chunk.length)
}
