import { workerData } from 'node:worker_threads'
import { connect } from 'db/connect'
import { storeSnapshot } from 'db/queries/snapshots'
import { serve } from '../../threads/serve.ts'
import { stepBack } from '../../threads/stepBack.ts'
import type { Compacting } from './compact.ts'
import { compact } from './compactState.ts'

stepBack()
const { db } = connect(workerData as string, { max: 1, applicationName: 'krug states' })

serve(async ({ documentId, seq, updates }: Compacting): Promise<Uint8Array> => {
  const { state, stateVector } = compact(updates)
  await storeSnapshot(db, documentId, { seq, state, stateVector })
  return state
})
