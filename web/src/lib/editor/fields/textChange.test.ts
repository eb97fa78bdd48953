import { describe, expect, it } from 'vitest'
import { changeBetween, moveThrough } from './textChange.ts'

const apply = (text: string, change: ReturnType<typeof changeBetween>) =>
  change ? text.slice(0, change.at) + change.insert + text.slice(change.at + change.remove) : text

describe('what a person typed into a field', () => {
  it('is the characters typed and nothing else', () => {
    expect(changeBetween('тема', 'тема урока', 10)).toEqual({ at: 4, remove: 0, insert: ' урока' })
    expect(changeBetween('тема урока', 'урока', 0)).toEqual({ at: 0, remove: 5, insert: '' })
    expect(changeBetween('раз два три', 'раз 2 три', 5)).toEqual({ at: 4, remove: 3, insert: '2' })
    expect(changeBetween('то же', 'то же', 2)).toBeNull()
  })

  it('is told apart among equal neighbours by the caret', () => {
    expect(changeBetween('оо', 'ооо', 1)).toEqual({ at: 0, remove: 0, insert: 'о' })
    expect(changeBetween('оо', 'ооо', 3)).toEqual({ at: 2, remove: 0, insert: 'о' })
  })

  it('never cuts a character of two halves', () => {
    const change = changeBetween('а😀б', 'а😁б', 3)
    expect(change).toEqual({ at: 1, remove: 2, insert: '😁' })
  })

  it('gives the new text back, whatever was done', () => {
    const texts = ['', 'а', 'аа', 'аба', 'абвгд', 'ббб', 'а😀', '😀😁']
    for (const before of texts)
      for (const after of texts)
        for (let caret = 0; caret <= after.length; caret++)
          expect(apply(before, changeBetween(before, after, caret))).toBe(after)
  })
})

describe('my caret while another types', () => {
  it('moves with text before it and stays with text at or after it', () => {
    expect(moveThrough(4, [{ insert: 'две ' }])).toBe(8)
    expect(moveThrough(4, [{ retain: 4 }, { insert: 'ой' }])).toBe(4)
    expect(moveThrough(4, [{ retain: 9 }, { insert: 'ой' }])).toBe(4)
  })

  it('moves back when text before it goes', () => {
    expect(moveThrough(4, [{ retain: 1 }, { delete: 2 }])).toBe(2)
    expect(moveThrough(4, [{ retain: 3 }, { delete: 5 }])).toBe(3)
    expect(moveThrough(4, [{ delete: 3 }, { insert: 'длинно' }])).toBe(7)
  })
})
