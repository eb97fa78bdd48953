import { describe, expect, it } from 'vitest'
import { isProblem } from 'shared/protocol/problem'
import { createImporter } from './importer.ts'

const text = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024, 'Школы готовят урок вместе. ')

describe('an importer', () => {
  it('ends a conversion that takes too long, and goes on', async () => {
    const hurried = createImporter({ longestMs: 1, heapMb: 64 })
    expect(await hurried(Buffer.from('текст'), 'a.txt')).toEqual({ problem: 'tooLarge' })
    expect(await hurried(Buffer.from('текст'), 'a.txt')).toEqual({ problem: 'tooLarge' })
  })

  it('ends a conversion that takes too much memory, and goes on', async () => {
    const small = createImporter({ longestMs: 60_000, heapMb: 48 })
    expect(await small(text(12), 'a.txt')).toEqual({ problem: 'tooLarge' })
    expect(isProblem(await small(Buffer.from('текст'), 'a.txt'))).toBe(false)
  })
}, 60_000)
