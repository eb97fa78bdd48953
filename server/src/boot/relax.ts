import { performance } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const LOOK_MS = 5_000
/** Busier than this, the server has better things to do. */
const IDLE_SHARE = 0.1
const WORTH_BYTES = 16 * 1024 * 1024
const AGAIN_MS = 10_000

type Collect = (options: { type: 'major'; flavor: 'last-resort' }) => void

const openCollector = (): (() => void) => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as Collect
  return () => collect({ type: 'major', flavor: 'last-resort' })
}

/**
 * Gives memory back to the machine in quiet moments. Left alone, the runtime keeps what a busy hour has taken: it collects
 * only when somebody asks for more. It takes a tenth of a second, so it waits for idleness and for something to gain beyond
 * `enough` bytes.
 */
export const startRelaxing = (enough = 0): void => {
  const collect = openCollector()
  let last = performance.eventLoopUtilization()
  let [kept, at] = [enough, -Infinity]
  setInterval(() => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, last)
    last = now
    const { heapTotal } = process.memoryUsage()
    if (utilization > IDLE_SHARE || heapTotal < kept + WORTH_BYTES || performance.now() - at < AGAIN_MS)
      return
    collect()
    at = performance.now()
    kept = process.memoryUsage().heapTotal
  }, LOOK_MS).unref()
}
