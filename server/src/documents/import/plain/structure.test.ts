import type { BodyNode } from 'shared/documents/body'
import { textOf } from 'shared/documents/minutes'
import { describe, expect, it } from 'vitest'
import { structureText } from './structure.ts'

/** One line a block: «## » a heading, «- » and «1) » items, the rest paragraphs. */
const outline = (lines: string[]): string[] =>
  (structureText(lines.join('\n')).content ?? []).flatMap((node: BodyNode) => {
    const items = node.content ?? []
    if (node.type === 'heading') return [`${'#'.repeat(Number(node.attrs?.['level']))} ${textOf(node)}`]
    if (node.type === 'bulletList') return items.map((item) => `- ${textOf(item)}`)
    const start = Number(node.attrs?.['start'])
    if (node.type === 'orderedList') return items.map((item, index) => `${start + index}) ${textOf(item)}`)
    return [textOf(node)]
  })

describe('wrapped lines', () => {
  it('become one paragraph: a line break within a sentence is no paragraph', () => {
    expect(
      outline([
        'Школы готовят уроки вместе и обсуждают их после',
        'занятий. В этом им помогает методист ресурсного',
        'центра. Так учатся обе стороны.',
      ]),
    ).toEqual([
      'Школы готовят уроки вместе и обсуждают их после занятий. В этом им помогает методист ресурсного центра. Так учатся обе стороны.',
    ])
  })

  it('are joined also when a blank line stands between all of them', () => {
    const lines = [
      'Школы готовят уроки вместе и',
      'обсуждают их после занятий с',
      'методистом.',
      'Потом решают, что делать дальше,',
      'и пишут план.',
    ]
    expect(outline(lines.flatMap((line) => [line, '']))).toEqual([
      'Школы готовят уроки вместе и обсуждают их после занятий с методистом.',
      'Потом решают, что делать дальше, и пишут план.',
    ])
  })

  it('go on over the end of a page', () => {
    expect(outline(['качество образования обучающихся в', '\fсельских школах района растёт.'])).toEqual([
      'качество образования обучающихся в сельских школах района растёт.',
    ])
  })

  it('keep a hyphen they were broken at', () => {
    expect(outline(['условия жизни семей и их социально-', 'экономические трудности'])).toEqual([
      'условия жизни семей и их социально-экономические трудности',
    ])
  })
})

describe('headings', () => {
  it('are known lines of a programme, also broken or with a colon', () => {
    expect(
      outline([
        'Паспорт программы',
        'Наименование',
        'программы',
        'Вместе к качеству',
        'Задачи программы:',
        'Помогать.',
      ]),
    ).toEqual([
      '## Паспорт программы',
      '### Наименование программы',
      'Вместе к качеству',
      '### Задачи программы',
      'Помогать.',
    ])
  })

  it('are not sentences that begin like them', () => {
    expect(outline(['Цель программы состоит в том, чтобы школы помогали', 'друг другу.'])).toEqual([
      'Цель программы состоит в том, чтобы школы помогали друг другу.',
    ])
  })

  it('are numbered parts, as deep as their numbers', () => {
    expect(outline(['Введение', '1. Общие положения', '1.1. Стороны', '1.2 Сроки', '2. Порядок'])).toEqual([
      '## Введение',
      '### 1. Общие положения',
      '#### 1.1. Стороны',
      '#### 1.2. Сроки',
      '### 2. Порядок',
    ])
  })

  it('are not numbered clauses: those stay whole', () => {
    const clause = `1.1. Стороны ${'помогают друг другу на основе равных прав '.repeat(6)}и обязанностей.`
    expect(outline([clause])).toEqual([clause])
  })

  it('stand apart from the text, unless they are a list of names', () => {
    const text = ['Школы работают вместе уже второй год.', '']
    expect(outline([...text, 'Как всё начиналось', '', ...text])).toContain('## Как всё начиналось')
    const names = ['Агеева П. Р', '', 'Белов Е. А', '', 'Громов П. С', '']
    expect(outline([...text, ...names, ...text]).filter((line) => line.startsWith('#'))).toEqual([])
  })

  it('are never stamps', () => {
    expect(
      outline(['РАССМОТРЕНО', 'на заседании рабочей группы', '', 'ПЛАН РАБОТЫ', '', 'Текст плана.']),
    ).toEqual(['РАССМОТРЕНО', 'на заседании рабочей группы', '## ПЛАН РАБОТЫ', 'Текст плана.'])
  })
})

describe('lists', () => {
  it('are lines with a sign, each with its wrapped rest', () => {
    expect(
      outline(['Участники:', '- учителя двух школ, которые готовят', 'уроки вместе;', '• методисты.']),
    ).toEqual(['Участники:', '- учителя двух школ, которые готовят уроки вместе;', '- методисты.'])
  })

  it('are also lines that lost their sign and kept their semicolons', () => {
    expect(
      outline(['Будет сделано:', 'проведены семинары;', 'написаны уроки;', 'собран банк заданий.']),
    ).toEqual(['Будет сделано:', '- проведены семинары;', '- написаны уроки;', '- собран банк заданий.'])
  })

  it('keep their numbers', () => {
    expect(outline(['2) встретиться;', '3) договориться.'])).toEqual(['2) встретиться;', '3) договориться.'])
    expect(outline(['1. разработать план;', '2. утвердить план.'])).toEqual([
      '1) разработать план;',
      '2) утвердить план.',
    ])
  })

  it('are not a dash within a sentence', () => {
    expect(
      outline(['Главное здесь не отчёт и не проверка, а помощь', '– так считают обе школы.']),
    ).toHaveLength(1)
  })
})
