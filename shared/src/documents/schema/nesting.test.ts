import { describe, expect, it } from 'vitest'
import { mayCarry, mayContain } from './nesting.ts'

describe('what may stand in what', () => {
  it.each([
    ['doc', 'paragraph', true],
    ['doc', 'table', true],
    ['doc', 'tableRow', false],
    ['doc', 'text', false],
    ['table', 'tableRow', true],
    ['table', 'paragraph', false],
    ['tableRow', 'tableCell', true],
    ['tableCell', 'paragraph', true],
    ['bulletList', 'listItem', true],
    ['bulletList', 'paragraph', false],
    ['paragraph', 'text', true],
    ['paragraph', 'hardBreak', true],
    ['paragraph', 'paragraph', false],
    ['codeBlock', 'text', true],
    ['script', 'text', false],
  ])('%s ⊃ %s: %s', (parent, child, may) => {
    expect(mayContain(parent, child)).toBe(may)
  })

  it('text in code carries no marks', () => {
    expect(mayCarry('paragraph', 'bold')).toBe(true)
    expect(mayCarry('codeBlock', 'bold')).toBe(false)
    expect(mayCarry('paragraph', 'blink')).toBe(false)
  })
})
