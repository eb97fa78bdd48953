import type { Db } from 'db/connect'
import { listDocumentTitles } from 'db/queries/participation'
import { documentKinds } from 'shared/documents/kinds'
import { PEOPLE_TO_SHOW } from 'shared/participation/matrix'
import type { ParticipationSource } from 'shared/participation/report'
import { type SourceWeek, sourceWeeks } from 'shared/participation/together'
import { presentSchool } from '../schools/present.ts'
import type { Facts } from './facts.ts'
import type { Reader } from './report.ts'

type Titles = ReadonlyMap<string, NonNullable<ParticipationSource['document']>>

const readTitles = async (db: Db, weeks: readonly SourceWeek[]): Promise<Titles> => {
  const rows = await listDocumentTitles(db, [...new Set(weeks.map(({ documentId }) => documentId))])
  return new Map(
    rows.map(({ id, title, kind }) => [
      id,
      { id, title, kind: documentKinds.find((known) => known === kind) ?? 'note' },
    ]),
  )
}

/** The documents and weeks behind the figures, newest week first. Titles only for who may read texts. */
export const listSources = async (
  db: Db,
  facts: Facts,
  reader: Reader & { mayReadTexts: boolean },
): Promise<ParticipationSource[]> => {
  const weeks = sourceWeeks(facts.sessions, facts.comments)
  const titles: Titles = reader.mayReadTexts ? await readTitles(db, weeks) : new Map()
  const mayCount = ({ people }: SourceWeek) => reader.isModerator || people >= PEOPLE_TO_SHOW
  return weeks.toReversed().map((entry) => ({
    document: titles.get(entry.documentId) ?? null,
    week: entry.week,
    schools: facts.schools.filter(({ id }) => entry.schoolIds.includes(id)).map(presentSchool),
    sessions: mayCount(entry) ? entry.sessions : null,
    comments: mayCount(entry) ? entry.comments : null,
    isCrossSchool: entry.isCrossSchool,
    isSynchronous: entry.isSynchronous,
  }))
}
