import { expect, it } from 'vitest'
import { limits } from '../limits.ts'
import { createEfforts } from './efforts.ts'

const busyFor = (milliseconds: number) => {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

it('J7: who had her share of answers is answered elsewhere, and takes nobody else’s', () => {
  const efforts = createEfforts({ ...limits, answersBurst: 5, answersPerSecond: 0 })
  let answered = 0
  const ask = (personId: string) =>
    efforts.answers(personId, () => {
      answered++
      busyFor(6)
    })
  expect([ask('one'), ask('one'), ask('one'), ask('other')]).toEqual([true, false, false, true])
  expect(answered).toBe(2)
})
