import { expect, it } from 'vitest'
import { fortnight } from './fortnight.ts'

it('begins on the Monday of this week, also on a Sunday and over a change of month', () => {
  const days = fortnight('2026-11-22')
  expect(days).toHaveLength(14)
  expect(days[0]).toEqual({ date: '2026-11-16', number: 16, isPast: true, isToday: false })
  expect(days[6]).toMatchObject({ date: '2026-11-22', isToday: true, isPast: false })
  expect(fortnight('2026-11-30')[13]?.date).toBe('2026-12-13')
})
