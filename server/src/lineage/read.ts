import type { Db } from 'db/connect'
import { countUses, findOrigin } from 'db/queries/lineage'
import { isTemplate } from 'db/queries/templates'
import type { Lineage } from 'shared/lineage/outputs'
import { isProblem } from 'shared/protocol/problem'
import { authorize, type Authorized } from '../access/authorize.ts'

/** Where a document comes from and what came of it; the name of an origin only for who may read that one too. */
export const readLineage = async (db: Db, reader: Authorized<'document.read'>): Promise<Lineage> => {
  const { documentId } = reader.subject
  const [origin, used, isOne] = await Promise.all([
    findOrigin(db, documentId),
    countUses(db, documentId),
    isTemplate(db, documentId),
  ])
  if (!origin) return { origin: null, used, isTemplate: isOne }
  const isClosed = isProblem(await authorize(db, reader, 'document.read', origin.id))
  return { origin: { id: origin.id, title: isClosed ? null : origin.title }, used, isTemplate: isOne }
}
