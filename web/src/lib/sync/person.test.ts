import { describe, expect, it } from 'vitest'
import { calledName, peopleIn } from './person.ts'

const user = (id: string, name: string) => ({ id, name, school: 'Гимназия № 1', colour: 1 })

describe('people in a room', () => {
  it('are counted once, and away only when all their windows are', () => {
    const states = new Map<number, unknown>([
      [1, { user: user('a', 'Соколовская Д. И.'), away: true }],
      [2, { user: user('b', 'Жданова Е. О.') }],
      [3, { user: user('a', 'Соколовская Д. И.') }],
      [4, { cursor: null }],
      [5, null],
    ])
    expect(peopleIn(states, 2)).toEqual([
      { person: user('a', 'Соколовская Д. И.'), clients: [1, 3], away: false, self: false },
      { person: user('b', 'Жданова Е. О.'), clients: [2], away: false, self: true },
    ])
  })

  it('are away when the only window is', () => {
    const states = new Map([[1, { user: user('a', 'Соколовская Д. И.'), away: true }]])
    expect(peopleIn(states, 9)[0]?.away).toBe(true)
  })

  it('are called by their last name, namesakes with initials', () => {
    const one = user('a', 'Соколовская\u00a0Д.\u00a0И.')
    const other = user('b', 'Соколовская\u00a0А.\u00a0П.')
    expect(calledName(one, [one])).toBe('Соколовская')
    expect(calledName(one, [one, other])).toBe('Соколовская\u00a0Д.\u00a0И.')
  })
})
