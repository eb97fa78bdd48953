import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { fillDocument, type Filling } from './placeholders.ts'

const filling: Filling = {
  school: 'Кедровская СОШ',
  author: 'Жданова Е. И.',
  date: '23.11.2026',
  schoolYear: '2026/2027',
}

const filled = (words: string, values = filling): string => {
  const doc = new Y.Doc()
  const text = new Y.Text(words)
  doc.getMap('fields').set('topic', text)
  fillDocument(doc, values)
  return text.toJSON()
}

test('what people write in braces is filled, in both languages and however they write it', () => {
  expect(filled('{школа}, { Учебный  год } учебный год')).toBe('Кедровская СОШ, 2026/2027 учебный год')
  expect(filled('{Author}, {school year}')).toBe('Жданова Е. И., 2026/2027')
})

test('other words in braces stay, and so does what there is nothing to say for', () => {
  const text = 'множество {1; 2}, {x | x > 0}, {школа}, {}'
  expect(filled(text, { ...filling, school: null })).toBe(text)
})

test('thousands of placeholders do not make a document many times as long', () => {
  const written = filled('{school}'.repeat(3_000))
  expect(written.split('Кедровская СОШ').length - 1).toBe(500)
})

test('header, text and rows are filled; words look as their placeholder did', () => {
  const doc = new Y.Doc()
  const text = new Y.XmlText()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [text])
  doc.getXmlFragment('body').insert(0, [paragraph])
  text.insert(0, 'Составила ')
  text.insert(10, '{автор}', { bold: {} })
  text.insertEmbed(17, { type: 'image' }, {})
  text.insert(18, ' для {школа}, {дата}', { bold: null })
  doc.getMap('fields').set('topic', new Y.Text('План на {учебный год}'))
  const row = new Y.Map()
  doc.getArray('rows').push([row])
  row.set('title', new Y.Text('Семинар: {школа}'))
  fillDocument(doc, filling)
  expect(text.toDelta()).toEqual([
    { insert: 'Составила ' },
    { insert: 'Жданова Е. И.', attributes: { bold: {} } },
    { insert: { type: 'image' } },
    { insert: ' для Кедровская СОШ, 23.11.2026' },
  ])
  expect(doc.getMap('fields').toJSON()).toEqual({ topic: 'План на 2026/2027' })
  expect(row.toJSON()).toEqual({ title: 'Семинар: Кедровская СОШ' })
})
