import { expect, test } from 'vitest'
import { createPatience } from './patience.ts'

test('N4: the first refusals are immediate, then each takes longer, to ten seconds; a minute of peace forgives', () => {
  let now = 0
  const patience = createPatience(() => now)
  const delays = Array.from({ length: 10 }, () => {
    const delay = patience.delay('somebody')
    patience.refused('somebody')
    return delay
  })
  expect(delays).toEqual([0, 0, 0, 250, 500, 1_000, 2_000, 4_000, 8_000, 10_000])
  expect(patience.delay('another')).toBe(0)
  now += 61_000
  expect(patience.delay('somebody')).toBe(0)
})
