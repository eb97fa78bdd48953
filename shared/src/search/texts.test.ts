import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { startFields } from '../documents/readFields.ts'
import { startBody } from '../documents/schema/startBody.ts'
import { heading, paragraph, table } from '../documents/body.ts'
import { addAction } from '../roadmaps/change.ts'
import { gradesIn, readTexts } from './texts.ts'

const aBody = (...content: Parameters<typeof startBody>[1][]) => {
  const doc = new Y.Doc()
  startBody(doc, { type: 'doc', content })
  return doc
}

test('paragraphs below a heading go together, the heading stands alone', () => {
  const doc = aBody(
    heading(1, 'Цели'),
    paragraph('Первая.'),
    paragraph('Вторая.'),
    heading(2, 'Ход'),
    paragraph('Третья.'),
  )
  expect(readTexts(doc, 'note').fragments).toEqual([
    { place: 'heading', anchor: '0', text: 'Цели' },
    { place: 'body', anchor: '1', text: 'Первая. Вторая.' },
    { place: 'heading', anchor: '3', text: 'Ход' },
    { place: 'body', anchor: '4', text: 'Третья.' },
  ])
})

test('cells do not run together, and a long paragraph is cut between words', () => {
  const cell = (text: string) => ({ header: false, content: [paragraph(text)] })
  const [fragment] = readTexts(aBody(table([[cell('этап'), cell('урок')]])), 'note').fragments
  expect(fragment?.text).toBe('этап урок')
  const long = readTexts(aBody(paragraph('слово '.repeat(400))), 'note').fragments
  expect(long.length).toBe(3)
  expect(new Set(long.flatMap(({ text }) => text.split(' ')))).toEqual(new Set(['слово']))
})

test('header fields are read, and which subject and classes they name', () => {
  const doc = new Y.Doc()
  startFields(doc, 'lessonPlan')
  const write = (name: string, text: string) => (doc.getMap('fields').get(name) as Y.Text).insert(0, text)
  write('subject', 'Алгебра')
  write('grade', '7–9 кл.')
  expect(readTexts(doc, 'lessonPlan')).toEqual({
    fragments: [
      { place: 'field', anchor: 'subject', text: 'Алгебра' },
      { place: 'field', anchor: 'grade', text: '7–9 кл.' },
    ],
    subject: 'алгебра',
    grades: [7, 8, 9],
  })
})

test('a row of a roadmap is found by all its words', () => {
  const doc = new Y.Doc()
  const id = '01900000-0000-7000-8000-000000000001'
  addAction(doc, { stage: 'acquaintance', title: 'Круглый стол', result: 'Протокол' }, { id })
  expect(readTexts(doc, 'roadmap').fragments).toEqual([
    { place: 'action', anchor: id, text: 'Круглый стол · Протокол' },
  ])
})

test.each([
  ['8', [8]],
  ['8 А, 8 Б', [8]],
  ['5-6, 10', [5, 6, 10]],
  ['', []],
  ['99–100000', []],
])('«%s» are the classes %j', (text, grades) => expect(gradesIn(text)).toEqual(grades))
