import { startBody } from 'shared/documents/schema/startBody'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { takeOut } from '#lib/sync/refusal.ts'
import { transplant } from './transplant.ts'

const start = () => {
  const doc = new Y.Doc()
  startBody(doc, { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'урок' }] }] })
  doc.getMap('fields').set('topic', new Y.Text('тема'))
  return doc
}
const copyOf = (doc: Y.Doc) => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
const textIn = (doc: Y.Doc): string => (doc.getXmlFragment('body').firstChild as Y.XmlElement).toJSON()
const words = (doc: Y.Doc) => (doc.getXmlFragment('body').firstChild as Y.XmlElement).firstChild as Y.XmlText
const topic = (doc: Y.Doc) => doc.getMap('fields').get('topic') as Y.Text

it('saves the words written after a refused edit, without it and without a colleague’s loss', () => {
  const server = start()
  const mine = copyOf(server)
  const updates: Uint8Array[] = []
  mine.on('update', (update: Uint8Array) => updates.push(update))
  words(mine).insert(4, ' ЯД')
  words(mine).insert(7, ' геометрии')
  topic(mine).insert(4, ' года')
  words(server).insert(0, 'Открытый ')

  takeOut(mine, updates.slice(0, 1))
  const fresh = copyOf(server)
  transplant(mine, fresh, 'test')

  expect(textIn(fresh)).toBe('<paragraph>Открытый урок геометрии</paragraph>')
  expect(topic(fresh).toJSON()).toBe('тема года')
  Y.applyUpdate(server, Y.encodeStateAsUpdate(fresh))
  expect(server.store.pendingStructs).toBeNull()
  expect(textIn(server)).toBe('<paragraph>Открытый урок геометрии</paragraph>')
})
