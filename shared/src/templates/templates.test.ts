import { describe, expect, it } from 'vitest'
import { lessonPlanFields } from '../documents/fields.ts'
import { textOf } from '../documents/minutes.ts'
import { editorSchema } from '../documents/schema/editor.ts'
import { lessonPlanBody, lessonPlanWords } from './lessonPlan.ts'
import { roadmapStarters, starterRows } from './roadmap.ts'

const keysBelow = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => keysBelow(inner, `${path}.${key}`))
    : [path]

describe('the lesson plan', () => {
  it.each(['ru', 'en'] as const)('is a body that the editor accepts as it is (%s)', (locale) => {
    const body = lessonPlanBody(locale)
    const node = editorSchema.nodeFromJSON(body)
    expect(() => node.check()).not.toThrow()
    const table = node.child(0)
    expect(table.childCount).toBe(10)
    expect(table.child(0).childCount).toBe(7)
    expect(node.child(1).textContent).toBe(lessonPlanWords(locale).afterLesson)
  })

  it('says the same in both languages', () => {
    expect(keysBelow(lessonPlanWords('en'))).toEqual(keysBelow(lessonPlanWords('ru')))
  })

  it('has a hint for every text of the header', () => {
    const texts = lessonPlanFields.filter(({ shape }) => shape === 'text').map(({ name }) => name)
    expect(Object.keys(lessonPlanWords('ru').hints.fields).sort()).toEqual(texts.sort())
  })

  it('holds no hints in its text: they would be printed', () => {
    const text = textOf(lessonPlanBody('ru'))
    for (const hint of Object.values(lessonPlanWords('ru').hints.stages)) expect(text).not.toContain(hint)
  })
})

describe('starter rows of a roadmap', () => {
  it('come in three stages and both languages', () => {
    expect(Object.values(roadmapStarters).map((rows) => rows.length)).toEqual([6, 12, 5])
    expect(starterRows('ru').map(({ stage }) => stage)).toEqual(starterRows('en').map(({ stage }) => stage))
    for (const { title, result } of starterRows('en')) expect(`${title}${result}`).not.toMatch(/[а-яё]/i)
    for (const { title, result } of starterRows('ru')) expect([title, result].every(Boolean)).toBe(true)
  })
})
