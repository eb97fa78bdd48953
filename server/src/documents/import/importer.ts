import { Worker } from 'node:worker_threads'
import { isProblem, problem, type Problem } from 'shared/protocol/problem'
import type { Imported } from './convert.ts'
import { judgeArchive } from './zip.ts'
import { recognise, type FileFormat } from './recognise.ts'

export type Limits = { longestMs: number; heapMb: number }
const usual: Limits = { longestMs: 20_000, heapMb: 256 }
/** Two conversions at once leave the rest of the server its memory; more wait, too many are asked to come back. */
const AT_ONCE = 2
const WAITING_MOST = 20

export type Importer = (bytes: Buffer, name: string) => Promise<Imported | Problem>

/** Runs a conversion apart from the server: a file that eats memory or time ends its thread, nothing else. */
const convertApart = (format: FileFormat, bytes: Buffer, limits: Limits): Promise<Imported | Problem> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { format, bytes },
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 32 },
    })
    const finish = (result: Imported | Problem) => {
      clearTimeout(timer)
      void worker.terminate()
      resolve(result)
    }
    const timer = setTimeout(() => finish(problem('tooLarge')), limits.longestMs)
    worker.once('message', (result: Imported | Problem) => finish(result))
    worker.once('error', () => finish(problem('tooLarge')))
    worker.once('exit', () => finish(problem('brokenFile')))
  })

/** Makes the one importer of a server. */
export const createImporter = (limits = usual): Importer => {
  const waiting: (() => void)[] = []
  let running = 0
  const takeTurn = (): Promise<void> | null => {
    if (running < AT_ONCE) {
      running += 1
      return null
    }
    return new Promise((resolve) => waiting.push(resolve))
  }
  const passTurn = () => {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
  return async (bytes, name) => {
    const format = recognise(bytes, name)
    if (isProblem(format)) return format
    const refusal = format === 'word' ? await judgeArchive(bytes) : null
    if (refusal) return refusal
    if (waiting.length >= WAITING_MOST) return problem('busy')
    await takeTurn()
    try {
      return await convertApart(format, bytes, limits)
    } finally {
      passTurn()
    }
  }
}
