import { expect, test } from 'vitest'
import { createLine } from './line.ts'

test('A11: however much one wants, others wait for one piece of hers; each has her own in order', async () => {
  const line = createLine()
  const done: string[] = []
  const want = (whose: string, what: string) =>
    line.run(whose, async () => {
      await Promise.resolve()
      done.push(what)
    })
  await Promise.all([
    ...['a1', 'a2', 'a3', 'a4'].map((what) => want('a', what)),
    ...['b1', 'b2'].map((what) => want('b', what)),
    want('c', 'c1'),
  ])
  expect(done).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4'])
})

test('what fails is told to who wanted it, and the next has its turn', async () => {
  const line = createLine()
  const failed = line.run('a', () => Promise.reject(new Error('no')))
  const next = line.run('a', () => Promise.resolve('yes'))
  await expect(failed).rejects.toThrow('no')
  expect(await next).toBe('yes')
})
