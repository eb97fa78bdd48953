import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { difference } from './write.ts'

const apply = (now: string, { at, length, inserted }: ReturnType<typeof difference>) =>
  now.slice(0, at) + inserted + now.slice(at + length)

const words = fc.string({ unit: fc.constantFrom('а', 'б', ' ', '😀', '😃', '🏫'), maxLength: 12 })

describe('the difference of two texts', () => {
  it('turns one into the other and cuts no character', () => {
    fc.assert(
      fc.property(words, words, fc.nat(24), (now, wanted, caret) => {
        const change = difference(now, wanted, Math.min(caret, wanted.length))
        expect(apply(now, change)).toBe(wanted)
        expect(change.inserted.isWellFormed()).toBe(true)
        expect(now.slice(change.at, change.at + change.length).isWellFormed()).toBe(true)
      }),
    )
  })

  it('is no larger than what was typed', () => {
    expect(difference('Встреча команд', 'Встреча двух команд')).toEqual({
      at: 8,
      length: 0,
      inserted: 'двух ',
    })
    expect(difference('план', 'план')).toEqual({ at: 4, length: 0, inserted: '' })
  })

  it('takes the letter that was typed among equal ones', () => {
    expect(difference('аа', 'ааа', 1)).toEqual({ at: 0, length: 0, inserted: 'а' })
    expect(difference('аа', 'ааа', 3)).toEqual({ at: 2, length: 0, inserted: 'а' })
  })
})
