import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { formBody } from '../templates/forms.ts'
import { depthOf } from './depth.ts'
import { textOf } from './minutes.ts'
import { BODY_DEPTH_MAX, readBody } from './readBody.ts'
import { editorSchema } from './schema/editor.ts'
import { startBody } from './schema/startBody.ts'

const nest = (doc: Y.Doc, name: string, depth: number, word: string) => {
  let parent: Y.XmlFragment = doc.getXmlFragment('body')
  const enter = (element: Y.XmlElement) => {
    parent.insert(0, [element])
    parent = element
  }
  doc.transact(() => {
    for (let level = 0; level < depth; level++) enter(new Y.XmlElement(name))
    enter(new Y.XmlElement('paragraph'))
    parent.insert(0, [new Y.XmlText(word)])
  })
}

describe('a body', () => {
  it.each(['ru', 'en'] as const)('reads back as it was started (%s)', (locale) => {
    const doc = new Y.Doc()
    startBody(doc, formBody('lessonPlan', locale))
    const started = editorSchema.nodeFromJSON(formBody('lessonPlan', locale))
    expect(editorSchema.nodeFromJSON(readBody(doc)).eq(started)).toBe(true)
  })

  it('keeps marks and links', () => {
    const doc = new Y.Doc()
    const marks = [{ type: 'bold' }, { type: 'link', attrs: { href: 'https://school.example/a' } }]
    const body = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'устав', marks }] }],
    }
    startBody(doc, body)
    expect(readBody(doc).content?.[0]?.content?.[0]).toEqual({
      type: 'text',
      text: 'устав',
      marks: expect.arrayContaining(marks) as unknown,
    })
  })

  it('is never empty: an editor needs a paragraph', () => {
    expect(readBody(new Y.Doc())).toEqual({ type: 'doc', content: [{ type: 'paragraph' }] })
  })

  it.each(['blockquote', 'unheardOf'])('of 5 000 nested %s is read, its words too', (name) => {
    const doc = new Y.Doc()
    nest(doc, name, 5_000, 'на дне')
    const body = readBody(doc)
    expect(depthOf(body)).toBeLessThanOrEqual(BODY_DEPTH_MAX + 3)
    expect(textOf(body)).toBe('на дне')
    expect(() => JSON.stringify(body)).not.toThrow()
    expect(() => editorSchema.nodeFromJSON(body)).not.toThrow()
  })

  it('gives away no address that a browser would run, and no attribute it does not know', () => {
    const doc = new Y.Doc()
    const block = new Y.XmlElement('paragraph')
    const text = new Y.XmlText()
    doc.getXmlFragment('body').insert(0, [block])
    block.setAttribute('onclick', 'alert(1)')
    block.insert(0, [text])
    text.insert(0, 'сюда', { link: { href: 'javascript:alert(1)' }, evil: { x: 1 } })
    expect(readBody(doc).content).toEqual([{ type: 'paragraph', content: [{ type: 'text', text: 'сюда' }] }])
  })

  it('shows text that stands outside any block', () => {
    const doc = new Y.Doc()
    doc.getXmlFragment('body').insert(0, [new Y.XmlText('сам по себе')])
    expect(readBody(doc).content).toEqual([
      { type: 'paragraph', content: [{ type: 'text', text: 'сам по себе' }] },
    ])
  })
})
