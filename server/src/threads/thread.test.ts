import { describe, expect, test } from 'vitest'
import { Thread } from './thread.ts'

/** Answers with what it is told, dies when told so, or never answers. */
const script = new URL(
  `data:text/javascript,${encodeURIComponent(`
  import { parentPort, workerData } from 'node:worker_threads'
  parentPort.on('message', ({ id, job }) => {
    if (job === 'die') throw new Error('dead')
    if (job === 'throw') parentPort.postMessage({ id, error: 'out of ink' })
    else if (job !== 'wait') parentPort.postMessage({ id, answer: job + workerData })
  })`)}`,
)

const open = (timeMs: number | null = null) => new Thread<string, string>(script, { timeMs, data: '!' })

describe('a thread', () => {
  test('starts with the first job and answers each, with what it was given at its start', async () => {
    const thread = open()
    expect(thread.isStarted).toBe(false)
    expect(await Promise.all([thread.run('один'), thread.run('два')])).toEqual(['один!', 'два!'])
    await expect(thread.run('throw')).rejects.toThrow('out of ink')
    expect(await thread.run('три')).toBe('три!')
    await thread.stop()
  })

  test('that dies fails all it was asked, and is started anew with the next job', async () => {
    const thread = open()
    const waiting = thread.run('wait')
    const dying = thread.run('die')
    await expect(waiting).rejects.toThrow('dead')
    await expect(dying).rejects.toThrow('dead')
    expect(await thread.run('снова')).toBe('снова!')
    await thread.stop()
  })

  test('that takes too long, or is given up, is ended; the next one is not disturbed by its end', async () => {
    const late = open(50)
    await expect(late.run('wait')).rejects.toThrow('too long')
    const thread = open()
    const waiting = thread.run('wait')
    thread.giveUp()
    await expect(waiting).rejects.toThrow('given up')
    const again = await Promise.all(Array.from({ length: 20 }, (_, n) => thread.run(`${n}`)))
    expect(again.at(-1)).toBe('19!')
    await thread.stop()
    await late.stop()
  })
})
