import type { Db } from 'db/connect'
import { listFolders } from 'db/queries/folders'
import type { FolderOutput } from 'shared/folders/outputs'
import type { Authorized } from '../access/authorize.ts'

/** «Урок 10» comes after «Урок 9». */
const collator = new Intl.Collator('ru', { numeric: true })

/** Folders of a community by name. */
export const readFolders = async (
  db: Db,
  { subject }: Authorized<'community.read'>,
): Promise<FolderOutput[]> => {
  const rows = await listFolders(db, subject.communityId)
  return rows.sort((one, other) => collator.compare(one.name, other.name))
}
