import { documentFields } from 'shared/documents/fields'
import { documentKinds } from 'shared/documents/kinds'
import { startFields } from 'shared/documents/readFields'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { makeGate } from './gate.ts'

const PERSON = '0190aaaa-0000-7000-8000-000000000001'

/** What the gate says of a change to a new document's header. */
const verdictOn = (kind: (typeof documentKinds)[number], change: (fields: Y.Map<unknown>) => unknown) => {
  const doc = new Y.Doc()
  startFields(doc, kind)
  const own = new Y.Doc()
  Y.applyUpdate(own, Y.encodeStateAsUpdate(doc))
  const before = Y.encodeStateVector(own)
  change(own.getMap('fields'))
  return makeGate(doc, kind)(Y.encodeStateAsUpdate(own, before)).is
}

const setOf = (fields: Y.Map<unknown>, name: string) => fields.get(name) as Y.Map<unknown>

test.each(documentKinds)('the header of %s takes what its fields are for', (kind) => {
  for (const field of documentFields[kind]) {
    const verdict = verdictOn(kind, (fields) => {
      const held = fields.get(field.name)
      if (held instanceof Y.Text) held.insert(0, 'слово')
      if (held instanceof Y.Map)
        setOf(fields, field.name).set(
          field.shape === 'set' && field.of === 'directions' ? 'N9' : PERSON,
          true,
        )
      if (field.shape === 'choice') fields.set(field.name, field.choices.at(-1))
      if (field.shape === 'day') fields.set(field.name, '2026-02-28')
    })
    expect([field.name, verdict]).toEqual([field.name, 'accepted'])
  }
})

test('words may stand in a set of people or schools', () => {
  expect(
    verdictOn('agreement', (fields) => setOf(fields, 'partner').set('x1', 'Дом творчества «Исток»')),
  ).toBe('accepted')
})

test.each<[string, (fields: Y.Map<unknown>) => unknown]>([
  ['a day that is written otherwise', (fields) => fields.set('signedOn', '30.09.2026')],
  ['a day that the calendar has not', (fields) => fields.set('signedOn', '2026-02-30')],
  ['a choice that is not offered', (fields) => fields.set('model', 'diagonal')],
  ['words instead of a set', (fields) => fields.set('partner', 'Гимназия № 1')],
  ['a text instead of a set', (fields) => fields.set('partner', new Y.Text('Гимназия № 1'))],
  ['a direction that there is not', (fields) => setOf(fields, 'directions').set('N10', true)],
  ['words for a direction', (fields) => setOf(fields, 'directions').set('N1', 'учебные планы')],
  ['an object in a set', (fields) => setOf(fields, 'coordinators').set('x', { deep: true })],
  ['a type in a set', (fields) => setOf(fields, 'coordinators').set('x', new Y.Map())],
  ['empty words', (fields) => setOf(fields, 'coordinators').set('x', ' ')],
  ['a field of another kind', (fields) => fields.set('topic', new Y.Text('урок'))],
])('refuses %s', (_, change) => {
  expect(verdictOn('agreement', change)).toBe('schema')
})
