import type { Transaction } from 'db/connect'
import { newId } from 'db/id'
import { deleteAutomatic, insertVersion, readStanding } from 'db/queries/versions'
import { findPoints, type Moment } from 'shared/versions/points'
import type { Projection } from '../projections/projection.ts'
import type { History } from './history.ts'
import { readUpdates } from './updates.ts'

const keep = async (
  tx: Transaction,
  history: Pick<History, 'state'>,
  documentId: string,
  { seq, at }: Moment,
) => {
  const { state } = await history.state(await readUpdates(tx, documentId, seq))
  await insertVersion(tx, { id: newId(), documentId, kind: 'automatic', seq, state, at })
}

/** Automatic versions (SPEC V1): every few minutes of writing and where a spell of work ended. */
export const createAutomaticVersions = (history: Pick<History, 'state'>): Projection => ({
  name: 'versions',
  concerns: () => true,
  apply: async (tx, { id }, rows) => {
    const [first] = rows
    if (!first) return
    const points = findPoints(rows, await readStanding(tx, id, first.seq))
    for (const point of points) await keep(tx, history, id, point)
  },
  reset: deleteAutomatic,
})
