import type { Db } from 'db/connect'
import { listTemplates } from 'db/queries/templates'
import { documentKinds } from 'shared/documents/kinds'
import { shortName } from 'shared/people/names'
import type { OwnTemplate } from 'shared/templates/own'
import type { Authorized } from '../access/authorize.ts'

/** What a community begins its documents with, beside the forms that Krug brings. */
export const readTemplates = async (
  db: Db,
  { subject }: Authorized<'document.create'>,
): Promise<OwnTemplate[]> => {
  const rows = await listTemplates(db, subject.communityId)
  return rows.map(({ by, kind, ...row }) => ({
    ...row,
    kind: documentKinds.find((one) => one === kind) ?? 'note',
    madeBy: shortName(by),
  }))
}
