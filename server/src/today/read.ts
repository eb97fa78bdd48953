import type { Database } from 'db/connect'
import { listAuthoredIds, listDocuments, type ListedDocument } from 'db/queries/documents'
import { listFavourites } from 'db/queries/favourites'
import { listOpenActions } from 'db/queries/roadmaps'
import { listAddressed, listUnseen, listVisits, readMunicipalDay, readOwnRows } from 'db/queries/today'
import { documentKinds } from 'shared/documents/kinds'
import { must } from 'shared/must'
import { presentPersonName } from 'shared/people/person'
import { addDays, daysBetween } from 'shared/roadmaps/day'
import { actionStatuses } from 'shared/roadmaps/words'
import type { Today } from 'shared/today/outputs'
import type { Session } from '../access/session.ts'
import { readableCommunities, summarise } from '../documents/read.ts'
import type { Texts } from '../documents/texts.ts'
import { presentSchool } from '../schools/present.ts'
import { excerptOf } from './excerpt.ts'

const DUE_WITHIN_DAYS = 14
const DUE_MOST = 12
const SINCE_MOST = 20
const ADDRESSED_MOST = 10
/** Older words are not waited for any more. */
const ADDRESSED_WITHIN_MS = 60 * 24 * 60 * 60_000
const MINE_MOST = 8
const KEPT_MOST = 7
/** So many of her last rows are looked through for words of hers that still stand. */
const OWN_ROWS = 20

type Sources = { db: Database; texts: Texts }
type Rows = readonly ListedDocument[]

const readResume = async ({ db, texts }: Sources, personId: string, rows: Rows): Promise<Today['resume']> => {
  const visited = await listVisits(
    db,
    personId,
    rows.map(({ id }) => id),
  )
  const visit = visited[0]
  const row = rows.find(({ id }) => id === visit?.documentId)
  if (!visit || !row) return null
  const [summary] = await summarise(db, [row])
  const own = await readOwnRows(db, row.id, personId, OWN_ROWS)
  return {
    ...must(summary, 'a summary of the row'),
    visitedAt: visit.lastAt.toISOString(),
    ...excerptOf(
      await texts.read(row.id),
      own.toReversed().flatMap(({ updates }) => updates),
    ),
  }
}

const place = ({ id, title, kind }: ListedDocument) => ({
  ...{ id, title },
  kind: documentKinds.find((known) => known === kind) ?? ('note' as const),
})

const readAddressed = async (
  db: Database,
  { personId, now }: { personId: string; now: Date },
  rows: Rows,
): Promise<Today['addressed']> => {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const since = new Date(now.getTime() - ADDRESSED_WITHIN_MS)
  const said = await listAddressed(db, { personId, documentIds: [...byId.keys()], since })
  return said
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, ADDRESSED_MOST)
    .map(({ threadId, documentId, person, school, isNamed, text, at }) => ({
      threadId,
      person: presentPersonName(person),
      school: school && presentSchool(school),
      document: place(must(byId.get(documentId), 'a document that was asked for')),
      how: isNamed ? 'mention' : 'reply',
      text,
      at: at.toISOString(),
    }))
}

const readSince = async (db: Database, personId: string, rows: Rows): Promise<Today['since']> => {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const unseen = await listUnseen(db, { personId, documentIds: [...byId.keys()], limit: SINCE_MOST })
  return unseen.map(({ documentId, person, school, at }) => ({
    person: presentPersonName(person),
    school: school && presentSchool(school),
    document: place(must(byId.get(documentId), 'a document that was asked for')),
    at: at.toISOString(),
  }))
}

const readDue = async (db: Database, now: Date, rows: Rows): Promise<Today['due']> => {
  const today = await readMunicipalDay(db, now)
  if (!today) return []
  const documentIds = rows.filter(({ kind }) => kind === 'roadmap').map(({ id }) => id)
  const open = await listOpenActions(db, { documentIds, until: addDays(today, DUE_WITHIN_DAYS) })
  return open.slice(0, DUE_MOST).flatMap(({ documentId, actionId, number, title, dateTo, status }) => {
    const known = actionStatuses.find((word) => word === status)
    if (dateTo === null || !known) return []
    const overdueDays = Math.max(0, daysBetween(dateTo, today))
    return [{ documentId, actionId, number, title, dateTo, status: known, overdueDays }]
  })
}

const readMine = async (db: Database, personId: string, rows: Rows): Promise<Today['mine']> => {
  const authored = new Set(await listAuthoredIds(db, personId))
  const mine = rows.filter(({ id, createdBy }) => authored.has(id) || createdBy === personId)
  return summarise(db, mine.slice(0, MINE_MOST))
}

const readKept = async (db: Database, personId: string, rows: Rows): Promise<Today['kept']> => {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const kept = (await listFavourites(db, personId)).flatMap((id) => byId.get(id) ?? [])
  return summarise(db, kept.slice(0, KEPT_MOST))
}

/** All that the first page shows to this person, of the documents she may read now. */
export const readToday = async (sources: Sources, { personId }: Session, now: Date): Promise<Today> => {
  const { db } = sources
  const rows = await listDocuments(db, await readableCommunities(db, personId))
  const [resume, addressed, since, due, kept, mine] = await Promise.all([
    readResume(sources, personId, rows),
    readAddressed(db, { personId, now }, rows),
    readSince(db, personId, rows),
    readDue(db, now, rows),
    readKept(db, personId, rows),
    readMine(db, personId, rows),
  ])
  return { resume, addressed, since, due, kept, mine }
}
