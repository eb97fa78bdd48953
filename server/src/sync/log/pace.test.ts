import { expect, test } from 'vitest'
import { limits } from '../limits.ts'
import { createPace } from './pace.ts'

test('A1: the log gathers longer, the busier the process; an idle one writes at once', () => {
  let busy = 0
  const pace = createPace({ ...limits, gatherMs: 16, busyFrom: 0.2, busyFully: 0.6 }, () => busy)
  const at = (share: number): number => {
    busy = share
    pace.look()
    return pace.milliseconds()
  }
  expect([0, 0.2, 0.6, 1].map(at)).toEqual([0, 0, 16, 16])
  expect(at(0.4)).toBeCloseTo(8)
})
