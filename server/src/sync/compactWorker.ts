import { parentPort } from 'node:worker_threads'
import { must } from 'shared/must'
import { compact, type Compacted } from './compactState.ts'

export type CompactJob = { id: number; updates: Uint8Array[] }
export type CompactAnswer = { id: number } & (Compacted | { error: string })

const port = must(parentPort, 'a parent thread')
port.on('message', ({ id, updates }: CompactJob) => {
  try {
    port.postMessage({ id, ...compact(updates) } satisfies CompactAnswer)
  } catch (error) {
    port.postMessage({ id, error: String(error) } satisfies CompactAnswer)
  }
})
