import { newId } from 'db/id'
import { findVersion } from 'db/queries/documents'
import { shareFiles } from 'db/queries/files'
import { insertOrigin } from 'db/queries/lineage'
import type { Locale } from 'shared/i18n/translate'
import { copyDocument } from 'shared/lineage/copy'
import type { CopyInput } from 'shared/lineage/outputs'
import { must } from 'shared/must'
import { isProblem, type Problem } from 'shared/protocol/problem'
import { authorize, type Authorized } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'
import { insertSeeded } from '../documents/commands.ts'
import { readFilling } from '../templates/fill.ts'

/**
 * Begins a document with what another says («взять за основу»). The new one remembers it; what it brings along counts as
 * nobody's writing. Of a template the placeholders are filled. `notFound` when the asker may not read the other.
 */
export const addCopy = async (
  { db, now, texts, projections }: Pick<Deps, 'db' | 'now' | 'texts' | 'projections'>,
  maker: Authorized<'document.create'>,
  { origin: originId, title, locale }: CopyInput & { locale: Locale },
): Promise<{ id: string } | Problem> => {
  const { personId, schoolId, subject } = maker
  const reader = await authorize(db, maker, 'document.read', originId)
  if (isProblem(reader)) return reader
  const { kind } = reader.subject
  const { headSeq } = must(await findVersion(db, originId), 'the document of a reader')
  const at = now()
  const filling = await readFilling(db, originId, { personId, schoolId, locale, at })
  const update = copyDocument(await texts.read(originId), kind, { newId, filling })
  const wish = { kind, title, template: null, communityId: subject.communityId, personId, at, update }
  const id = await db.transaction(async (tx) => {
    const documentId = await insertSeeded(tx, wish)
    await shareFiles(tx, originId, documentId)
    await insertOrigin(tx, { documentId, originId, originSeq: headSeq, schoolId, at })
    return documentId
  })
  projections.notify(id)
  return { id }
}
