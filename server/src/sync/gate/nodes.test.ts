import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { makeGate, type Verdict } from './gate.ts'

const FILE = '019a3b5e-7c1d-7000-8000-000000000002'

const element = (name: string, children: (Y.XmlElement | Y.XmlText)[] = [], attributes: object = {}) => {
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string)
  if (children.length) made.insert(0, children)
  return made
}
const text = (words: string) => new Y.XmlText(words)
const inTable = (cell: Y.XmlElement) => element('table', [element('tableRow', [cell])])

/** What the gate says of a text that holds this one block. */
const judged = (block: Y.XmlElement): Verdict['is'] => {
  const client = new Y.Doc()
  client.getXmlFragment('body').push([block])
  return makeGate(new Y.Doc(), 'note')(Y.encodeStateAsUpdate(client)).is
}

test.each([
  ['a callout', element('callout', [element('paragraph')], { tone: 'important' })],
  ['a toggle', element('toggle', [element('paragraph'), element('bulletList')])],
  ['columns', element('columns', [element('column', [element('paragraph')]), element('column')])],
  ['a page break', element('pageBreak')],
  ['a picture of Krug', element('image', [], { file: FILE, alt: 'Схема', percent: 50 })],
  ['an attachment', element('attachment', [], { file: FILE, fileName: 'План.docx', bytes: 12 })],
  ['a formula', element('mathBlock', [], { latex: '\\frac{1}{2}\n+x' })],
  ['a formula in a line', element('paragraph', [text('при '), element('math', [], { latex: 'x^2' })])],
  ['a mention', element('paragraph', [element('mention', [], { subject: FILE, label: 'Жданова' })])],
  ['a link to a document', element('paragraph', [element('documentLink', [], { document: FILE })])],
  ['a footnote', element('paragraph', [element('footnote', [], { note: 'См. приложение' })])],
  ['a tinted cell', inTable(element('tableCell', [element('paragraph')], { tint: 'yellow' }))],
])('G4 accepts %s', (_, block) => {
  expect(judged(block)).toBe('accepted')
})

test.each([
  ['a picture by its address', element('image', [], { file: 'https://elsewhere.example/p.gif' })],
  ['a picture with a script', element('image', [], { file: FILE, onerror: 'alert(1)' })],
  ['a picture wider than the page', element('image', [], { file: FILE, percent: 5000 })],
  ['a picture with text in it', element('image', [text('x')], { file: FILE })],
  ['a file by its path', element('attachment', [], { file: '../../etc/passwd' })],
  ['a name that turns around', element('attachment', [], { fileName: 'a\u202Efdp.exe' })],
  ['a callout of an unknown tone', element('callout', [], { tone: '"><script>' })],
  ['text right in a callout', element('callout', [text('x')])],
  ['a column without columns', element('column', [element('paragraph')])],
  ['a paragraph right in columns', element('columns', [element('paragraph')])],
  ['a formula that is no text', element('mathBlock', [], { latex: { toString: 'x' } })],
  ['a formula of a megabyte', element('mathBlock', [], { latex: 'x'.repeat(1e6) })],
  ['a formula in a line, in the body', element('math', [], { latex: 'x' })],
  ['a mention of an address', element('paragraph', [element('mention', [], { subject: 'javascript:x' })])],
  ['a link out of Krug', element('paragraph', [element('documentLink', [], { document: '//evil' })])],
  ['a footnote that is a list', element('paragraph', [element('footnote', [], { note: ['x'] })])],
  ['a ground that is CSS', inTable(element('tableCell', [], { tint: 'url(//evil)' }))],
])('G4 refuses %s', (_, block) => {
  expect(judged(block)).toBe('schema')
})
