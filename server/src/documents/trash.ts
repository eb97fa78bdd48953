import type { Db } from 'db/connect'
import { recordDeed, type Deed } from 'db/queries/audit'
import { listCommunityIdsByRole, listTrashed, setTrashed, type TrashedRow } from 'db/queries/documents'
import type { DocumentSummary, TrashedDocument } from 'shared/documents/outputs'
import { must } from 'shared/must'
import { presentPersonName } from 'shared/people/person'
import type { Authorized } from '../access/authorize.ts'
import { withdraw } from '../access/revoke.ts'
import type { Deps } from '../deps.ts'
import { rolesThat, summarise } from './read.ts'

type Manager = Authorized<'document.manage'>

const deedOf = ({ personId, subject: { documentId, communityId } }: Manager, action: string): Deed => ({
  actorId: personId,
  action,
  subjectId: documentId,
  communityId,
})

/** Puts a document into the trash: its rooms close at once, nothing of it is lost. */
export const trashDocument = (
  deps: Pick<Deps, 'db' | 'rooms' | 'now'>,
  manager: Manager,
): Promise<unknown> => {
  const { documentId } = manager.subject
  return withdraw(deps, { documentId }, async (tx) => {
    await setTrashed(tx, documentId, { at: deps.now(), by: manager.personId })
    await recordDeed(tx, deedOf(manager, 'document.trashed'))
  })
}

export const restoreDocument = ({ db }: Pick<Deps, 'db'>, manager: Manager): Promise<unknown> =>
  db.transaction(async (tx) => {
    await setTrashed(tx, manager.subject.documentId, null)
    await recordDeed(tx, deedOf(manager, 'document.restored'))
  })

const present = (summary: DocumentSummary, { trashedAt, by }: TrashedRow): TrashedDocument => ({
  ...summary,
  trashedAt: must(trashedAt, 'the moment of a row in the trash').toISOString(),
  trashedBy: by && presentPersonName(by).shortName,
})

/** What lies in the trash and may be brought back by this person, with who threw it away. */
export const listTrash = async (db: Db, personId: string): Promise<TrashedDocument[]> => {
  const [led, written] = await Promise.all([
    listCommunityIdsByRole(db, personId, rolesThat('document.manage')),
    listCommunityIdsByRole(db, personId, rolesThat('document.edit')),
  ])
  const rows = await listTrashed(db, personId, { led, written })
  const summaries = await summarise(db, rows)
  return rows.map((row, index) => present(must(summaries[index], 'the summary of a row'), row))
}
