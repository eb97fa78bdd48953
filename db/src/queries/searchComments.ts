import type { Transaction } from '../connect.ts'
import { listStanding } from './comments.ts'
import { writeTexts } from './searchTexts.ts'

/** Lets what is said beside a document be found; who may read the document may read its comments. */
export const keepComments = async (tx: Transaction, documentId: string): Promise<void> => {
  const said = await listStanding(tx, documentId)
  const fragments = said.map(({ threadId, text }) => ({ place: 'comment' as const, anchor: threadId, text }))
  await writeTexts(tx, documentId, { source: 'comments', fragments })
}
