import { expect, it } from 'vitest'
import { createWriter } from './writer.ts'

const MB = 1024 * 1024

it('gathers only so much for a copy that does not open, says once that nothing is kept, and takes no more', async () => {
  const held: number[] = []
  const said: string[] = []
  const journal = {
    hold: (updates: readonly Uint8Array[]) => {
      held.push(updates.length)
    },
    left: () => ({ updates: [], taken: () => undefined }),
  }
  const writer = createWriter(journal, {
    onUnkept: () => undefined,
    onFailed: () => said.push('failed'),
    onLost: () => said.push('lost'),
    isAlone: () => false,
  })
  for (let n = 0; n < 40; n++) writer.add(new Uint8Array(MB), true)
  expect(said).toEqual(['lost'])
  expect(held.at(-1)).toBe(0)
  const written: number[] = []
  writer.begin({
    load: () => Promise.resolve(0),
    write: async ({ updates }) => {
      await Promise.resolve()
      written.push(updates.length)
    },
    close: () => undefined,
  })
  await writer.stop()
  expect(written).toEqual([])
})
