import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readBody } from '../documents/readBody.ts'
import { addAction } from '../roadmaps/change.ts'
import { readRoadmap } from '../roadmaps/read.ts'
import { copyDocument } from './copy.ts'

const ids = () => {
  let last = 0
  return () => `01900000-0000-7000-8000-${String(++last).padStart(12, '0')}`
}

const open = (update: Uint8Array): Y.Doc => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}

test('a copy says the same and brings nothing that was deleted', () => {
  const from = new Y.Doc()
  const text = new Y.XmlText('Корни и коэффициенты')
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [text])
  from.getXmlFragment('body').insert(0, [paragraph])
  text.format(0, 5, { bold: {} })
  text.insert(0, 'Тайное ')
  text.delete(0, 7)
  from.getMap('fields').set('topic', new Y.Text('Теорема Виета'))
  from.getMap('fields').set('minutes', '45')

  const update = copyDocument(from, 'lessonPlan', { newId: ids(), filling: null })
  const copy = open(update)
  expect(readBody(copy)).toEqual(readBody(from))
  expect(copy.getMap('fields').toJSON()).toEqual({ topic: 'Теорема Виета', minutes: '45' })
  expect(Buffer.from(update).includes('Тайное')).toBe(false)
  expect([...Y.parseUpdateMeta(update).from.keys()]).not.toContain(from.clientID)
})

test('a plan is taken over as planned: its facts stay where they happened', () => {
  const from = new Y.Doc()
  addAction(
    from,
    {
      stage: 'jointActivity',
      title: 'Открытый урок',
      dateTo: '2026-03-01',
      status: 'done',
      doneOn: '2026-02-27',
      factCount: 3,
      planCount: 4,
      evidence: [{ id: 'a', label: 'Фото' }],
    },
    { id: '01900000-0000-7000-8000-00000000ffff' },
  )
  const [row] = readRoadmap(open(copyDocument(from, 'roadmap', { newId: ids(), filling: null }))).actions
  expect(row).toMatchObject({ title: 'Открытый урок', dateTo: '2026-03-01', planCount: 4, status: 'planned' })
  expect([row?.doneOn, row?.factCount, row?.evidence]).toEqual([null, null, []])
  expect(row?.id).not.toBe('01900000-0000-7000-8000-00000000ffff')
})
