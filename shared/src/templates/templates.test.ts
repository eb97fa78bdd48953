import { describe, expect, it } from 'vitest'
import type { BodyNode } from '../documents/body.ts'
import { documentFields } from '../documents/fields.ts'
import { documentKinds, isFormKind, isLandscape, templateKinds } from '../documents/kinds.ts'
import { textOf } from '../documents/minutes.ts'
import { isAllowedValue } from '../documents/schema/allowed.ts'
import { editorSchema } from '../documents/schema/editor.ts'
import { formBody, formWords } from './forms.ts'
import { hintsOf } from './hints.ts'
import { loadForm, loadPurposes } from './load.ts'
import { roadmapStarters, starterRows } from './roadmap.ts'

const forms = documentKinds.filter(isFormKind)
const both = forms.flatMap((kind) => [
  { kind, locale: 'ru' as const },
  { kind, locale: 'en' as const },
])

const keysBelow = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => keysBelow(inner, `${path}.${key}`))
    : [path]

/** Names, attributes and places of the nodes, without their words. */
const shapeOf = ({ type, attrs, content = [], text }: BodyNode): unknown =>
  text === undefined ? [type, attrs, content.map(shapeOf)] : 'text'

const nodesOf = (node: BodyNode): BodyNode[] => [node, ...(node.content ?? []).flatMap(nodesOf)]

const WIDEST = { landscape: 1110, portrait: 780 }

describe.each(both)('the form of $kind ($locale)', ({ kind, locale }) => {
  const words = formWords(kind, locale)
  const body = formBody(kind, locale)

  it('is a body that the editor and the gate accept as it is', () => {
    expect(() => editorSchema.nodeFromJSON(body).check()).not.toThrow()
    for (const { attrs = {} } of nodesOf(body))
      for (const [name, value] of Object.entries(attrs)) expect(isAllowedValue(name, value)).toBe(true)
  })

  it('names every field of the kind, and hints at every text of it', () => {
    const fields = documentFields[kind]
    expect(Object.keys(words.fields).sort()).toEqual(fields.map(({ name }) => name).sort())
    for (const { name, shape } of fields)
      expect([name, Boolean(words.fields[name]?.hint)]).toEqual([name, shape === 'text'])
    for (const field of fields)
      if (field.shape === 'choice')
        expect(Object.keys(words.choices?.[field.name] ?? {}).sort()).toEqual([...field.choices].sort())
  })

  it('holds no hints in its text: they would be printed', () => {
    const { sections, columns, rows } = hintsOf(words)
    const text = nodesOf(body).map(textOf)
    for (const hint of [...sections.values(), ...columns.values(), ...rows.values()])
      expect(text).not.toContain(hint)
  })

  it('has tables that are as wide as its sheet', () => {
    for (const piece of words.body) {
      if (typeof piece === 'string') continue
      expect(piece.widths).toHaveLength(piece.columns.length)
      expect(Math.max(...piece.rows.map((row) => row.length), 0)).toBeLessThanOrEqual(piece.columns.length)
      expect(piece.widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(
        isLandscape(kind) ? WIDEST.landscape : WIDEST.portrait,
      )
    }
  })

  it('is the one that a page loads', async () => {
    expect(await loadForm(kind, locale)).toEqual(words)
  })
})

describe.each(forms)('the form of %s', (kind) => {
  it('is the same in both languages but for the words', () => {
    expect(shapeOf(formBody(kind, 'en'))).toEqual(shapeOf(formBody(kind, 'ru')))
    const [russian, english] = [formWords(kind, 'ru'), formWords(kind, 'en')]
    for (const part of ['fields', 'choices', 'note'] as const)
      expect(keysBelow(english[part])).toEqual(keysBelow(russian[part]))
    const [ours, theirs] = [hintsOf(russian), hintsOf(english)]
    for (const part of ['sections', 'columns', 'rows'] as const)
      expect(theirs[part].size).toBe(ours[part].size)
    expect(JSON.stringify(english)).not.toMatch(/[а-яё]/iu)
  })

  it('has a code of its own', () => {
    expect(Object.values(templateKinds).filter((one) => one === kind)).toHaveLength(1)
  })
})

it('says what every kind is for, in both languages', async () => {
  const [russian, english] = [await loadPurposes('ru'), await loadPurposes('en')]
  expect(Object.keys(russian).sort()).toEqual([...documentKinds, 'emptyRoadmap'].sort())
  expect(Object.keys(english)).toEqual(Object.keys(russian))
})

it('never calls a school weak', () => {
  const words = JSON.stringify(forms.map((kind) => formWords(kind, 'ru')))
  expect(words).not.toMatch(/слаб(ая|ой) школ|ШНОР|низки[ех] результат|отстающ|донор|рейтинг/iu)
})

describe('starter rows of a roadmap', () => {
  it('come in three stages and both languages', () => {
    expect(Object.values(roadmapStarters).map((rows) => rows.length)).toEqual([6, 12, 5])
    expect(starterRows('ru').map(({ stage }) => stage)).toEqual(starterRows('en').map(({ stage }) => stage))
    for (const { title, result } of starterRows('en')) expect(`${title}${result}`).not.toMatch(/[а-яё]/i)
    for (const { title, result } of starterRows('ru')) expect([title, result].every(Boolean)).toBe(true)
  })
})
