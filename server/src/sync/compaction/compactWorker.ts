import { workerData } from 'node:worker_threads'
import { connect } from 'db/connect'
import { storeSnapshot } from 'db/queries/snapshots'
import { serve } from '../../threads/serve.ts'
import { stepBack } from '../../threads/stepBack.ts'
import type { Compacting } from './compact.ts'
import { compact, type Compacted } from './compactState.ts'

stepBack()
const { db } = connect(workerData as string, { max: 1, applicationName: 'krug states' })

/** Null: Yjs cannot make one state of them. */
const tryToCompact = (updates: readonly Uint8Array[]): Compacted | null => {
  try {
    return compact(updates)
  } catch {
    return null
  }
}

serve(async ({ documentId, gen, seq, updates }: Compacting): Promise<Uint8Array | null> => {
  const compacted = tryToCompact(updates)
  if (!compacted) return null
  const { state, stateVector } = compacted
  await storeSnapshot(db, documentId, { gen, seq, state, stateVector })
  return state
})
