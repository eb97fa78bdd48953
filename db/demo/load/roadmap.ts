import { must } from 'shared/must'
import { newId } from '../../src/id.ts'
import { recordConsent } from '../../src/queries/cancellations.ts'
import { demoRoadmap } from '../documents.ts'
import { demoConfirmed, demoDrafts } from '../roadmap.ts'
import { roadmapPlays } from '../roadmapHistory.ts'
import { loadDocument, type LoadContext } from './documents.ts'

const DAY = 86_400_000

const shiftOf = ({ calendar }: LoadContext): number =>
  (Date.parse(calendar.day(demoRoadmap.createdOn)) - Date.parse(demoRoadmap.createdOn)) / DAY

/** Both sides agreed on the day after the row was cancelled. */
const confirm = async (
  { tx, ids, calendar }: LoadContext,
  action: { documentId: string; actionId: string; reason: string },
) => {
  const at = calendar.moment('2026-10-24', '12:00')
  await recordConsent(tx, { ...action, personId: ids.person(18), schoolId: ids.school('G1'), at })
  await recordConsent(tx, { ...action, personId: ids.person(21), schoolId: ids.school('KD'), at })
}

/** The roadmap of 26 rows with its history; gives the document's id. */
export const loadRoadmap = async (context: LoadContext): Promise<string> => {
  const parties = { personId: context.ids.person, schoolId: context.ids.school }
  const fixed = new Map(demoDrafts(parties).map(({ number, draft }) => [number, draft.doneOn ?? null]))
  const rows = demoDrafts({ ...parties, shiftDays: shiftOf(context) }).map((row) => ({ ...row, id: newId() }))
  const documentId = await loadDocument(
    context,
    demoRoadmap,
    roadmapPlays(rows, (number) => fixed.get(number) ?? null),
  )
  for (const number of demoConfirmed) {
    const row = must(
      rows.find((candidate) => candidate.number === number),
      `row ${number}`,
    )
    await confirm(context, { documentId, actionId: row.id, reason: row.draft.cancelReason ?? '' })
  }
  return documentId
}
