import { describe, expect, it } from 'vitest'
import { formBody } from '../templates/forms.ts'
import { countMinutes, minutesIn, stageTexts } from './minutes.ts'

describe('minutes of a stage', () => {
  it.each([
    ['1. Мотивация 2 мин', 2],
    ['Открытие нового знания (10 минут)', 10],
    ['Проверка, 5–7 мин.', 7],
    ['5 мин опрос и 3 мин разбор', 8],
    ['Recall 6 min', 6],
    ['2. Рефлексия', null],
    ['Задание № 580', null],
    ['1,5 мин', null],
  ])('in «%s» are %s', (text, minutes) => expect(minutesIn(text)).toBe(minutes))
})

describe('minutes of a lesson', () => {
  it.each(['ru', 'en'] as const)('fill a new template exactly (%s)', (locale) => {
    const stages = stageTexts(formBody('lessonPlan', locale))
    expect(stages).toHaveLength(9)
    expect(countMinutes(stages, null)).toEqual({ total: 45, unnamed: 0, planned: 45, over: 0 })
  })

  it('are held against the length that was chosen', () => {
    expect(countMinutes(['20 мин', '22 мин', 'итог'], 40)).toEqual({
      total: 42,
      unnamed: 1,
      planned: 40,
      over: 2,
    })
    expect(countMinutes(['20 мин', '18 мин'], null).over).toBe(-2)
  })

  it('are none without a table', () => {
    expect(stageTexts({ type: 'doc', content: [{ type: 'paragraph' }] })).toEqual([])
  })
})
