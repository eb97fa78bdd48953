import type { Sql } from 'db/connect'
import type { LedgerRow } from 'shared/activity/ledger'
import { packUpdates } from 'shared/protocol/row'

/** Appends rows to a document's log as if they had been committed then; their seq is given anew. */
export const appendRows = (sql: Sql, documentId: string, rows: readonly LedgerRow[]) =>
  sql.begin(async (tx) => {
    const [head] = await tx<{ seq: number }[]>`
      update document set head_seq = head_seq + ${rows.length} where id = ${documentId}
      returning (head_seq - ${rows.length})::int as seq`
    for (let from = 0; from < rows.length; from += 5_000)
      await tx`insert into document_update ${tx(
        rows.slice(from, from + 5_000).map(({ updates, at, personId, schoolId, seeded }, index) => ({
          document_id: documentId,
          seq: (head?.seq ?? 0) + from + index + 1,
          data: packUpdates(updates),
          person_id: personId,
          school_id: schoolId,
          seeded,
          at: at.toISOString(),
        })),
      )}`
  })

type StoredSession = {
  documentId: string
  personId: string
  schoolId: string | null
  firstSeq: number
  lastSeq: number
  day: string
  week: string
  inserted: number
  deleted: number
  undone: number
  cells: number
  counts: boolean
}
type StoredAuthor = { documentId: string; personId: string; schoolId: string | null; inserted: number }

/** All that the activity projection wrote for a document. */
export const readActivity = async (sql: Sql, documentId: string) => ({
  sessions: await sql<StoredSession[]>`
    select document_id as "documentId", person_id as "personId", school_id as "schoolId",
      first_seq::int as "firstSeq", last_seq::int as "lastSeq", started_at, ended_at, day::text, week::text,
      inserted, deleted, undone, cells, counts
    from edit_session where document_id = ${documentId} order by first_seq`,
  authors: await sql<StoredAuthor[]>`
    select document_id as "documentId", person_id as "personId", school_id as "schoolId", first_at, last_at, inserted
    from document_author where document_id = ${documentId} order by person_id, first_at, school_id`,
})
