import type { DocumentKind } from 'shared/documents/kinds'
import { beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { makeGate, type Gate, type Verdict } from './gate.ts'

let held: Y.Doc
let gate: Gate

/** What a client writes on top of the document, as one update. */
const written = (write: (doc: Y.Doc) => void, from: Y.Doc = held): Uint8Array => {
  const client = new Y.Doc()
  Y.applyUpdate(client, Y.encodeStateAsUpdate(from))
  const before = Y.encodeStateVector(client)
  client.transact(() => write(client))
  return Y.encodeStateAsUpdate(client, before)
}

const judged = (write: (doc: Y.Doc) => void): Verdict['is'] => gate(written(write)).is

const accept = (update: Uint8Array) => {
  expect(gate(update).is).toBe('accepted')
  Y.applyUpdate(held, update)
}

const element = (name: string, children: (Y.XmlElement | Y.XmlText)[] = [], attributes: object = {}) => {
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string)
  if (children.length) made.insert(0, children)
  return made
}
const text = (words: string, marks: object = {}) => {
  const made = new Y.XmlText()
  made.insert(0, words, marks)
  return made
}
const body = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment('body')
const append =
  (...children: (Y.XmlElement | Y.XmlText)[]) =>
  (doc: Y.Doc) =>
    body(doc).push(children)

const open = (kind: DocumentKind) => {
  held = new Y.Doc()
  gate = makeGate(held, kind)
}
beforeEach(() => {
  open('lessonPlan')
  const start = written(append(element('paragraph', [text('Начало урока')])))
  accept(start)
})

describe('G2: bytes that do not parse are refused', () => {
  test('every truncation and empty bytes', () => {
    const update = written(append(element('heading', [text('Ход урока')], { level: 2 })))
    for (let length = 0; length < update.length; length++)
      expect(['malformed', 'missing', 'schema']).toContain(gate(update.subarray(0, length)).is)
  })

  test('any flipped bit is judged without an exception and never spoils the document', () => {
    const update = written(append(element('bulletList', [element('listItem', [element('paragraph')])])))
    for (let bit = 0; bit < update.length * 8; bit++) {
      const flipped = update.slice()
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const verdict = gate(flipped)
      if (verdict.is !== 'accepted') continue
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(held))
      Y.applyUpdate(copy, flipped)
      expect(copy.store.pendingStructs).toBeNull()
      expect(() => body(copy).toJSON()).not.toThrow()
    }
  })

  test('v2 bytes taken for v1', () => {
    const update = Y.convertUpdateFormatV1ToV2(written(append(element('paragraph'))))
    expect(gate(update).is).not.toBe('accepted')
  })
})

describe('G3: only the roots of the contract', () => {
  test.each([
    ['another root', (doc: Y.Doc) => doc.getMap('settings').set('a', 1)],
    ['a name of Object', (doc: Y.Doc) => doc.getMap('constructor').set('a', 1)],
    ['text in the body itself', (doc: Y.Doc) => doc.getText('body').insert(0, 'слова')],
    ['a key on the body', (doc: Y.Doc) => doc.getMap('body').set('a', 1)],
    ['a list as fields', (doc: Y.Doc) => doc.getArray('fields').push(['x'])],
  ])('%s', (_, write) => {
    expect(judged(write)).toBe('schema')
  })
})

describe('G4: names of nodes, marks and attributes', () => {
  test.each([
    ['a paragraph', append(element('paragraph', [text('слова')]))],
    ['a heading', append(element('heading', [text('Цель')], { level: 3 }))],
    ['a link', append(element('paragraph', [text('сайт', { link: { href: 'https://example.org/' } })]))],
    ['bold', append(element('paragraph', [text('важно', { bold: {} })]))],
    [
      'a table',
      append(
        element('table', [
          element('tableRow', [element('tableCell', [element('paragraph')], { colspan: 2 })]),
        ]),
      ),
    ],
    ['a task', append(element('taskList', [element('taskItem', [element('paragraph')], { checked: true })]))],
  ])('accepts %s', (_, write) => {
    expect(judged(write)).toBe('accepted')
  })

  test.each([
    ['an unknown node', append(element('script', [text('alert(1)')]))],
    ['an image', append(element('image', [], { src: 'https://elsewhere.example/p.gif' }))],
    ['an unknown mark', append(element('paragraph', [text('x', { blink: {} })]))],
    ['an unknown attribute', append(element('paragraph', [], { onclick: 'alert(1)' }))],
    ['an attribute of another node', append(element('paragraph', [], { colspan: 2 }))],
    ['a level that is markup', append(element('heading', [], { level: '1"><img onerror=x>' }))],
    ['a colspan of a billion', append(element('tableCell', [], { colspan: 1e9 }))],
    ['a paragraph right in a table', append(element('table', [element('paragraph')]))],
    ['a row right in the body', append(element('tableRow'))],
    ['bold in code', append(element('codeBlock', [text('x', { bold: {} })]))],
    ['an attribute of a mark', append(element('paragraph', [text('x', { bold: { style: 'x' } })]))],
    ['a mark that is a string', append(element('paragraph', [text('x', { bold: 'yes' })]))],
    ['a subdocument', (doc: Y.Doc) => doc.getMap('fields').set('topic', new Y.Doc())],
    ['bytes in a field', (doc: Y.Doc) => doc.getMap('fields').set('topic', new Uint8Array(3))],
    ['an embed', (doc: Y.Doc) => (body(doc).get(0) as Y.XmlElement).push([embedded()])],
    ['an attribute on text', (doc: Y.Doc) => firstText(doc).setAttribute('a', 'b')],
    ['a hook', (doc: Y.Doc) => body(doc).push([new Y.XmlHook('x') as unknown as Y.XmlElement])],
  ])('refuses %s', (_, write) => {
    expect(judged(write)).toBe('schema')
  })
})

const embedded = () => {
  const made = new Y.XmlText()
  made.insertEmbed(0, { image: 'x' })
  return made
}
const firstText = (doc: Y.Doc) => (body(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText

describe('G5: addresses', () => {
  test.each([
    'javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
  ])('%s in a link', (href) => {
    expect(judged(append(element('paragraph', [text('x', { link: { href } })])))).toBe('schema')
    expect(judged((doc) => firstText(doc).format(0, 3, { link: { href } }))).toBe('schema')
  })
})

describe('G6: what is overwritten is judged by where it lands', () => {
  test('an attribute overwritten with a bad value carries no key in its bytes, and is refused all the same', () => {
    accept(written(append(element('heading', [text('Тема')], { level: 2 }))))
    const heading = (doc: Y.Doc) => body(doc).get(1) as Y.XmlElement
    const bad = written((doc) => heading(doc).setAttribute('level', 'javascript:x'))
    expect(new TextDecoder().decode(bad)).not.toContain('level')
    expect(gate(bad).is).toBe('schema')
    accept(written((doc) => heading(doc).setAttribute('level', 3 as unknown as string)))
  })

  test('a key of a map overwritten with a type that does not belong there', () => {
    open('roadmap')
    accept(written(addRow))
    expect(judged((doc) => row(doc).set('status', 'done'))).toBe('accepted')
    expect(judged((doc) => row(doc).set('status', 'sleeping'))).toBe('schema')
    expect(judged((doc) => row(doc).set('status', new Y.Map()))).toBe('schema')
    expect(judged((doc) => row(doc).set('title', 'строка'))).toBe('schema')
  })

  test('an item whose neighbours lie in different places', () => {
    accept(written(append(element('paragraph', [text('второй')]))))
    const update = written((doc) => firstText(doc).insert(3, 'x'))
    const { structs } = Y.decodeUpdate(update)
    const item = structs[0] as Y.Item
    const second = ((body(held).get(1) as Y.XmlElement).get(0) as Y.XmlText)._start as Y.Item
    item.rightOrigin = second.id
    expect(gate(rewritten([item])).is).toBe('schema')
  })

  test('items that are each other’s neighbours', () => {
    const id = (clock: number) => Y.createID(77, clock)
    const content: unknown = new Y.ContentString('x')
    const item = (clock: number, left: number) =>
      new Y.Item(id(clock), null, id(left), null, null, null, null, content as Y.Item['content'])
    expect(gate(rewritten([item(0, 1), item(1, 0)])).is).toBe('missing')
  })
})

/** An update of exactly these items of one client. */
const rewritten = (items: Y.Item[]): Uint8Array => {
  const encoder = new Y.UpdateEncoderV1()
  const first = items[0] as Y.Item
  const { restEncoder } = encoder as unknown as { restEncoder: { cbuf: Uint8Array; cpos: number } }
  const uint = (value: number) => {
    for (; value > 127; value = Math.floor(value / 128))
      restEncoder.cbuf[restEncoder.cpos++] = 128 | (value % 128)
    restEncoder.cbuf[restEncoder.cpos++] = value
  }
  uint(1)
  uint(items.length)
  uint(first.id.client)
  uint(first.id.clock)
  for (const item of items) item.write(encoder, 0)
  uint(0)
  return encoder.toUint8Array()
}

describe('G7: depth', () => {
  const nested = (depth: number): Y.XmlElement =>
    depth === 0 ? element('paragraph') : element('blockquote', [nested(depth - 1)])

  /** One at a time: Yjs itself would overflow on a ready-made tower. */
  const nestSlowly = (depth: number) => (doc: Y.Doc) => {
    let parent: Y.XmlFragment = body(doc)
    for (let level = 0; level < depth; level++) {
      const child = element('blockquote')
      parent.insert(0, [child])
      parent = child
    }
  }

  test('sixty nested quotes are fine, 3 000 and a hundred added one by one are not', () => {
    expect(judged(append(nested(60)))).toBe('accepted')
    expect(judged(append(nested(65)))).toBe('schema')
    expect(judged(nestSlowly(3_000))).toBe('schema')
    accept(written(append(nested(60))))
    let innermost = 0
    const deepen = (doc: Y.Doc) => {
      let cursor = body(doc).get(1) as Y.XmlElement
      for (let child = cursor; child.nodeName === 'blockquote'; child = child.firstChild as Y.XmlElement) {
        cursor = child
        if (!child.firstChild) break
      }
      cursor.insert(0, [element('blockquote')])
    }
    while (innermost < 10 && gate(written(deepen)).is === 'accepted') {
      Y.applyUpdate(held, written(deepen))
      innermost++
    }
    expect(innermost).toBe(4)
  })
})

const rows = (doc: Y.Doc) => doc.getArray<Y.Map<unknown>>('rows')
const row = (doc: Y.Doc) => rows(doc).get(0)
const addRow = (doc: Y.Doc) => {
  const made = new Y.Map<unknown>()
  made.set('id', '019a3b5e-7c1d-7000-8000-000000000001')
  made.set('order', 'a0')
  made.set('stage', 'jointActivity')
  made.set('status', 'planned')
  made.set('title', new Y.Text('Мастер-класс'))
  made.set('directions', new Y.Map([['N1', true]]))
  rows(doc).push([made])
}

describe('G8: rows and fields', () => {
  beforeEach(() => open('roadmap'))

  test.each([
    ['a row', addRow],
    ['a whole row and a change to it', (doc: Y.Doc) => (addRow(doc), row(doc).set('dateTo', '2026-11-30'))],
  ])('accepts %s', (_, write) => {
    expect(judged(write)).toBe('accepted')
  })

  test.each([
    ['a string as a row', (doc: Y.Doc) => rows(doc).push(['x' as unknown as Y.Map<unknown>])],
    ['an unknown key', (doc: Y.Doc) => (addRow(doc), row(doc).set('approvedBy', 'директор'))],
    ['a date that is no date', (doc: Y.Doc) => (addRow(doc), row(doc).set('dateTo', 'завтра'))],
    [
      'a direction that does not exist',
      (doc: Y.Doc) => (addRow(doc), set(doc, 'directions').set('N10', true)),
    ],
    ['a format in a plain text', (doc: Y.Doc) => boldTitle(doc)],
    ['a map in a set', (doc: Y.Doc) => (addRow(doc), set(doc, 'directions').set('N2', new Y.Map()))],
    ['a header field of another kind', (doc: Y.Doc) => doc.getMap('fields').set('topic', new Y.Text())],
  ])('refuses %s', (_, write) => {
    expect(judged(write)).toBe('schema')
  })

  test('header fields of a lesson plan: texts and choices', () => {
    open('lessonPlan')
    expect(judged((doc) => doc.getMap('fields').set('topic', new Y.Text('Проценты')))).toBe('accepted')
    expect(judged((doc) => doc.getMap('fields').set('minutes', '45'))).toBe('accepted')
    expect(judged((doc) => doc.getMap('fields').set('minutes', '4500'))).toBe('schema')
    expect(judged((doc) => doc.getMap('fields').set('minutes', 45))).toBe('schema')
    expect(judged((doc) => doc.getMap('fields').set('minutes', ['45']))).toBe('schema')
    expect(judged((doc) => doc.getMap('fields').set('topic', 'строка'))).toBe('schema')
  })

  const boldTitle = (doc: Y.Doc) => {
    addRow(doc)
    titleOf(doc).format(0, 3, { bold: {} })
  }
  const set = (doc: Y.Doc, key: string) => row(doc).get(key) as Y.Map<unknown>
  const titleOf = (doc: Y.Doc) => row(doc).get('title') as Y.Text
})

describe('G9: what is known, missing and new', () => {
  test('a whole state that brings nothing is nothing, deletions included', () => {
    accept(written((doc) => firstText(doc).delete(0, 3)))
    expect(gate(Y.encodeStateAsUpdate(held)).is).toBe('nothing')
    expect(gate(written(() => undefined)).is).toBe('nothing')
  })

  test('a deletion alone is new', () => {
    expect(gate(written((doc) => firstText(doc).delete(0, 1)))).toMatchObject({ is: 'accepted', clients: [] })
  })

  test('an update that builds upon one which never came is missing something', () => {
    const client = new Y.Doc()
    Y.applyUpdate(client, Y.encodeStateAsUpdate(held))
    firstText(client).insert(0, 'раз ')
    const afterFirst = Y.encodeStateVector(client)
    firstText(client).insert(0, 'два ')
    expect(gate(Y.encodeStateAsUpdate(client, afterFirst)).is).toBe('missing')
    expect(gate(Y.encodeStateAsUpdate(client, Y.encodeStateVector(held)))).toMatchObject({
      is: 'accepted',
      clients: [client.clientID],
    })
  })

  test('a deletion of what nobody has written yet is missing something', () => {
    const ahead = new Y.Doc()
    Y.applyUpdate(ahead, Y.encodeStateAsUpdate(held))
    firstText(ahead).insert(0, 'новое')
    const before = Y.encodeStateVector(ahead)
    firstText(ahead).delete(0, 5)
    expect(gate(Y.encodeStateAsUpdate(ahead, before)).is).toBe('missing')
  })

  test('judging changes nothing', () => {
    const before = Y.encodeStateAsUpdate(held)
    judged(append(element('script')))
    judged(append(element('paragraph')))
    expect(Y.encodeStateAsUpdate(held)).toEqual(before)
  })
})
