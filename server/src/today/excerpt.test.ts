import { startBody } from 'shared/documents/schema/startBody'
import { formBody } from 'shared/templates/forms'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { excerptOf } from './excerpt.ts'

const started = (body = formBody('lessonPlan', 'ru')) => {
  const doc = new Y.Doc()
  startBody(doc, body)
  return doc
}

/** What a person's client would send for this change. */
const change = (doc: Y.Doc, act: () => void): Uint8Array => {
  const before = Y.encodeStateVector(doc)
  doc.clientID += 1
  doc.transact(act)
  return Y.encodeStateAsUpdate(doc, before)
}

const element = (parent: Y.XmlFragment, index: number) => parent.get(index) as Y.XmlElement

const cellOf = (doc: Y.Doc, row: number, column: number) =>
  element(element(element(doc.getXmlFragment('body'), 0), row), column)

const write = (block: Y.XmlElement, words: string) => {
  const text = new Y.XmlText(words)
  block.insert(0, [text])
  return text
}

describe('an excerpt', () => {
  it('stands where she wrote last, with the stage it belongs to', () => {
    const doc = started()
    const mine = change(doc, () => write(element(cellOf(doc, 4, 1), 0), 'Сложите корни и сравните'))
    change(doc, () => write(element(cellOf(doc, 2, 1), 0), 'Слова коллеги'))
    expect(excerptOf(doc, [mine])).toEqual({
      excerpt: 'Сложите корни и сравните',
      place: '4. Открытие нового знания',
    })
  })

  it('belongs to the heading above', () => {
    const doc = started()
    const mine = change(doc, () => write(element(doc.getXmlFragment('body'), 3), 'Дети спорили'))
    expect(excerptOf(doc, [mine])).toEqual({ excerpt: 'Дети спорили', place: 'Что получилось' })
  })

  it('of long text is cut between words', () => {
    const doc = started()
    const words = 'слово '.repeat(100)
    const text = { current: new Y.XmlText() }
    change(doc, () => (text.current = write(element(cellOf(doc, 1, 1), 0), words + words)))
    const mine = change(doc, () => text.current.insert(600, 'сюда '))
    const { excerpt } = excerptOf(doc, [mine])
    expect(excerpt).toMatch(/^…слово .*слово сюда слово.* слово…$/)
    expect(excerpt.length).toBeLessThan(190)
  })

  it('is of the words that still stand', () => {
    const doc = started()
    const first = change(doc, () => write(element(cellOf(doc, 1, 1), 0), 'Остались'))
    const block = element(cellOf(doc, 5, 1), 0)
    const second = change(doc, () => write(block, 'Ушли'))
    const third = change(doc, () => block.delete(0, 1))
    expect(excerptOf(doc, [first, second, third]).excerpt).toBe('Остались')
  })

  it('is of a plan’s cell too', () => {
    const doc = new Y.Doc()
    const mine = change(doc, () =>
      doc.getArray('rows').push([new Y.Map([['title', new Y.Text('Общий педсовет')]])]),
    )
    expect(excerptOf(doc, [mine])).toEqual({ excerpt: 'Общий педсовет', place: null })
  })

  it('begins with what people wrote, not with the heads of a lesson’s table', () => {
    const doc = started()
    change(doc, () => write(element(cellOf(doc, 1, 1), 0), 'Два ценника: где дешевле?'))
    expect(excerptOf(doc, []).excerpt).toMatch(/^Два ценника: где дешевле\?/)
  })

  it('is the beginning when she wrote nothing, or what she wrote cannot be read', () => {
    const body = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Начало' }] }],
    }
    for (const updates of [[], [Uint8Array.from([1, 2, 3])]])
      expect(excerptOf(started(body), updates)).toEqual({ excerpt: 'Начало', place: null })
    expect(excerptOf(new Y.Doc(), [])).toEqual({ excerpt: '', place: null })
  })
})
