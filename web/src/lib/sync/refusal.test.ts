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
