import { workerData } from 'node:worker_threads'
import { connect } from 'db/connect'
import { startRelaxing } from '../boot/relax.ts'
import { createLogger } from '../log.ts'
import { compact } from '../sync/compaction/compactState.ts'
import { serve } from '../threads/serve.ts'
import { stepBack } from '../threads/stepBack.ts'
import { allProjections } from './all.ts'
import type { Task, Workplace } from './apart.ts'
import { createProjections } from './runner.ts'

/** Following the log, somebody who asks for all of it, and a note about what failed. */
const CONNECTIONS = 3

stepBack()
const { url, level } = workerData as Workplace
const { db, close } = connect(url, { max: CONNECTIONS, applicationName: 'krug projections' })
const runner = createProjections({
  db,
  log: createLogger({ level }),
  // Full states need no other thread: this one holds nobody up.
  projections: allProjections({ state: (updates) => new Promise((resolve) => resolve(compact(updates))) }),
  now: () => new Date(),
})
startRelaxing(process.memoryUsage().heapTotal)

const stop = async (): Promise<void> => {
  await runner.stop()
  await close()
}

serve((task: Task): unknown => {
  if (task.do === 'settle') return runner.settle(task.documentIds)
  if (task.do === 'rebuild') return runner.rebuild(task.name)
  if (task.do === 'stop') return stop()
  for (const documentId of task.documentIds) runner.notify(documentId)
  return undefined
})
