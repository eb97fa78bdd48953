import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { outlineOf } from './outline.ts'

const element = (name: string, ...inside: (Y.XmlElement | Y.XmlText)[]) => {
  const made = new Y.XmlElement(name)
  made.insert(0, inside)
  return made
}
const cell = (text: string) => element('tableCell', element('paragraph', new Y.XmlText(text)))
const row = (...texts: string[]) => element('tableRow', ...texts.map(cell))

const lesson = () => {
  const doc = new Y.Doc()
  const table = element('table', row('Этап', 'Задания'), row('1', 'а'), row('2', 'б'))
  doc.getXmlFragment('body').insert(0, [table, element('paragraph', new Y.XmlText('после'))])
  return doc
}

it('gives the text by stage, and what stands beside the table as one place', () => {
  const outline = outlineOf(lesson())
  expect([...outline.keys()]).toEqual(['1', '2', ''])
  expect(outline.get('2')).toContain('б')
  expect(outline.get('')).toContain('после')
})

it('changes only where something was written', () => {
  const doc = lesson()
  const before = outlineOf(doc)
  doc.getMap('fields').set('lessonType', 'combined')
  const after = outlineOf(doc)
  expect(after.get('1')).toBe(before.get('1'))
  expect(after.get('')).not.toBe(before.get(''))
})
