import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { lessonPlanFields } from './fields.ts'
import { readFields, startFields } from './readFields.ts'

describe('header fields', () => {
  it('start as empty texts and open choices', () => {
    const doc = new Y.Doc()
    startFields(doc, 'lessonPlan')
    const fields = readFields(doc, 'lessonPlan')
    expect(Object.keys(fields)).toEqual(lessonPlanFields.map(({ name }) => name))
    expect(fields['topic']).toBe('')
    expect(fields['lessonType']).toBeNull()
  })

  it('keep both of two people who write into a new field at once', () => {
    const server = new Y.Doc()
    startFields(server, 'lessonPlan')
    const clones = ['Виета ', 'Теорема '].map((word) => {
      const clone = new Y.Doc()
      Y.applyUpdate(clone, Y.encodeStateAsUpdate(server))
      const topic = clone.getMap('fields').get('topic')
      if (topic instanceof Y.Text) topic.insert(0, word)
      return clone
    })
    for (const clone of clones) Y.applyUpdate(server, Y.encodeStateAsUpdate(clone))
    expect(readFields(server, 'lessonPlan')['topic']).toContain('Виета ')
    expect(readFields(server, 'lessonPlan')['topic']).toContain('Теорема ')
  })

  it('read strange values as nothing', () => {
    const doc = new Y.Doc()
    const fields = doc.getMap('fields')
    fields.set('topic', { deep: true })
    fields.set('lessonType', 'party')
    fields.set('password', new Y.Text('x'))
    expect(readFields(doc, 'lessonPlan')).toMatchObject({ topic: '', lessonType: null })
    expect(readFields(doc, 'lessonPlan')).not.toHaveProperty('password')
    expect(readFields(doc, 'note')).toEqual({})
  })
})
