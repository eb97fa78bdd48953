import { deleteActivity, type NewEditSession, saveAuthors, saveEditSessions } from 'db/queries/activity'
import { countCells, doesCount, type Session } from 'shared/activity/session'
import { mondayOf, municipalDay } from 'shared/calendar/days'
import type { ProjectedDocument, Projection } from '../projections/projection.ts'
import { createRecent } from '../projections/recent.ts'
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
      const ledger = await openLedger(tx, kept, document.id, rows)
      const sessions = [...(await readRows(ledger, rows))]
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
