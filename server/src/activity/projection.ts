import { deleteActivity, type NewEditSession, saveAuthors, saveEditSessions } from 'db/queries/activity'
import type { IsRestore } from 'shared/activity/ledger'
import { countCells, doesCount, type Session } from 'shared/activity/session'
import type { Transaction } from 'db/connect'
import { listRestoreHashes } from 'db/queries/versions'
import { mondayOf, municipalDay } from 'shared/calendar/days'
import type { ProjectedDocument, Projection } from '../projections/projection.ts'
import { createRecent } from '../projections/recent.ts'
import { hashUpdate } from '../versions/hash.ts'
import { type KeptLedgers, openLedger, readRows } from './ledgers.ts'

const LEDGERS_KEPT = 64

/**
 * What people did in documents: edit sessions (DOMAIN §3.0), and from them who of which school wrote at all, which draws
 * the ring. Both in one reading of the log.
 */
export const createActivity = (): Projection => {
  const kept: KeptLedgers = createRecent(LEDGERS_KEPT)
  return {
    name: 'activity',
    concerns: () => true,
    apply: async (tx, document, rows) => {
      const isRestore = await findRestores(tx, document.id)
      const ledger = await openLedger(tx, kept, document.id, rows, isRestore)
      const sessions = [...(await readRows(ledger, rows, isRestore))]
      await saveEditSessions(
        tx,
        sessions.map((session) => storedSession(document, session)),
      )
      await saveAuthors(tx, document.id, [...new Set(sessions.map(({ personId }) => personId))])
      kept.put(document.id, { seq: rows.at(-1)?.seq ?? 0, ledger })
    },
    reset: deleteActivity,
  }
}

/** What a restore wrote is its first writers', not an act of who restored (SPEC V3). */
const findRestores = async (tx: Transaction, documentId: string): Promise<IsRestore> => {
  const known = new Set(await listRestoreHashes(tx, documentId))
  return (update) => known.size > 0 && known.has(hashUpdate(update))
}

const storedSession = (document: ProjectedDocument, session: Session): NewEditSession => {
  const { personId, schoolId, firstSeq, lastSeq, startedAt, endedAt, inserted, deleted, undone } = session
  const day = municipalDay(startedAt, document.timeZone)
  return {
    documentId: document.id,
    communityId: document.communityId,
    ...{ personId, schoolId, firstSeq, lastSeq, startedAt, endedAt, inserted, deleted, undone },
    day,
    week: mondayOf(day),
    cells: countCells(session),
    counts: doesCount(session),
  }
}
