import { describe, expect, it } from 'vitest'
import { type BodyNode, paragraph, textNode } from '../documents/body.ts'
import { paintBody, type Sign } from './paint.ts'

const sign: Sign = ({ author }, leads) =>
  author === null ? null : { type: 'author', attrs: { author, leads } }
const run = (text: string, author: number | null) => ({ text, author, at: null })
const body = (...content: BodyNode[]): BodyNode => ({ type: 'doc', content })
const read = (node: BodyNode): unknown[] =>
  (node.content ?? []).map(({ text, marks = [] }) => [
    text ?? '',
    ...marks.map(({ type, attrs }) => (type === 'author' ? [attrs?.author, attrs?.leads] : type)),
  ])

describe('paintBody', () => {
  it('cuts texts where runs end, keeps their marks, and counts a break as one place', () => {
    const line: BodyNode = {
      type: 'paragraph',
      content: [textNode('вместе'), { type: 'hardBreak' }, textNode('дома', [{ type: 'bold' }])],
    }
    const runs = [run('вме', 0), run('сте', 1), run('\n', null), run('до', 1), run('ма', 1)]
    const [painted] =
      paintBody(body(paragraph('до'), line), [{ path: [1], runs }], sign).content?.slice(1) ?? []
    expect(painted && read(painted)).toEqual([
      ['вме', [0, true]],
      ['сте', [1, true]],
      [''],
      ['до', 'bold', [1, true]],
      ['ма', 'bold', [1, false]],
    ])
  })

  it('leaves a block alone that says something else than its runs', () => {
    const one = body(paragraph('уже другое'))
    expect(paintBody(one, [{ path: [0], runs: [run('прежнее', 0)] }], sign)).toEqual(one)
  })
})
