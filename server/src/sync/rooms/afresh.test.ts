import { expect, test } from 'vitest'
import { afresh } from './afresh.ts'

/** Work that ends when it is told to. */
const slowly = () => {
  const runs: PromiseWithResolvers<undefined>[] = []
  const ask = afresh(async () => {
    const run = Promise.withResolvers<undefined>()
    runs.push(run)
    await run.promise
  })
  return { runs, ask }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('J6: who asks while it runs gets a run of its own, however many ask', async () => {
  const { runs, ask } = slowly()
  const [first, second, third] = [ask(), ask(), ask()]
  expect(runs).toHaveLength(1)
  expect(third).toBe(second)
  runs[0]?.resolve(undefined)
  await first
  await turn()
  expect(runs).toHaveLength(2)
  runs[1]?.resolve(undefined)
  await second
})

test('J6: a run that fails fails for those who asked for it; the next one is made all the same', async () => {
  const { runs, ask } = slowly()
  const [first, second] = [ask(), ask()]
  runs[0]?.reject(new Error('no'))
  await expect(first).rejects.toThrow('no')
  await turn()
  runs[1]?.resolve(undefined)
  await expect(second).resolves.toBeUndefined()
  const last = ask()
  expect(runs).toHaveLength(3)
  runs[2]?.resolve(undefined)
  await last
})
