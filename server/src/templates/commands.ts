import { recordDeed } from 'db/queries/audit'
import { dropTemplate, makeTemplate } from 'db/queries/templates'
import type { Authorized } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'

/** Makes a document a template of its community, or a document like others again. Twice changes nothing. */
export const changeTemplate = (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { personId, subject: { documentId, communityId } }: Authorized<'document.manage'>,
  isTemplate: boolean,
): Promise<void> =>
  db.transaction(async (tx) => {
    if (isTemplate) await makeTemplate(tx, { documentId, madeBy: personId, at: now() })
    else await dropTemplate(tx, documentId)
    const action = isTemplate ? 'document.template' : 'document.noTemplate'
    await recordDeed(tx, { actorId: personId, action, subjectId: documentId, communityId })
  })
