import { expect, test } from 'vitest'
import { limits } from '../limits.ts'
import { createPace } from './pace.ts'

const aPace = () => {
  let busy = 0
  const pace = createPace({ ...limits, gatherMs: 16, busyFrom: 0.2, busyFully: 0.6 }, () => busy)
  return (share: number, looks: number): number => {
    busy = share
    for (let look = 0; look < looks; look++) pace.look()
    return pace.milliseconds()
  }
}

test('A1: the log gathers longer, the busier the process; an idle one writes at once', () => {
  const after = aPace()
  expect([0, 0.2].map((share) => after(share, 30))).toEqual([0, 0])
  expect(after(0.4, 30)).toBeCloseTo(8, 1)
  expect(after(0.6, 30)).toBeCloseTo(16, 1)
  expect(after(1, 30)).toBeCloseTo(16, 1)
  expect(after(0, 30)).toBe(0)
})

test('A1: it gets there in steps, so that it does not swing to and fro', () => {
  const after = aPace()
  expect(after(1, 1)).toBe(4)
  expect(after(1, 3)).toBeGreaterThan(10)
})
