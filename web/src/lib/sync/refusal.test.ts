import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { takeOut, wordsIn } from './refusal.ts'

const typing = () => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const text = doc.getText('t')
  text.insert(0, 'раз ')
  text.insert(4, 'ПАСТА ')
  text.insert(10, 'два')
  return { doc, text, updates }
}

it('takes out what was refused and leaves what was written around it', () => {
  const { doc, text, updates } = typing()
  takeOut(doc, updates.slice(1, 2))
  expect(text.toJSON()).toBe('раз два')
})

it('gives back the words of what was refused', () => {
  const { updates } = typing()
  expect(wordsIn(updates.slice(1, 2))).toBe('ПАСТА')
  expect(wordsIn([])).toBe('')
})

it('leaves a paragraph in which something was written since, and what has grown together with what was refused', () => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const body = doc.getXmlFragment('body')
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('С')])
    body.insert(0, [paragraph, new Y.XmlElement('rule')])
  })
  const text = (body.get(0) as Y.XmlElement).get(0) as Y.XmlText
  text.insert(1, 'лово')
  takeOut(doc, updates.slice(0, 1))
  expect(body.toJSON()).toBe('<paragraph>лово</paragraph>')
})
