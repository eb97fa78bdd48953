import type { Database, Transaction } from 'db/connect'
import { recordDeed } from 'db/queries/audit'
import { eraseQuotes, listQuotes } from 'db/queries/comments'
import { isUnread, lockDocument, replaceLog } from 'db/queries/retention'
import { problem, type Problem } from 'shared/protocol/problem'
import type { Authorized } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'
import { readUpdates } from './updates.ts'

type Needed = Pick<Deps, 'db' | 'history' | 'projections' | 'rooms' | 'now'>
type Purged = { id: string; gen: number }

const TRIES = 10

/** Words that nobody says any more shall not live on in what was said about them. */
const forgetQuotes = async (
  tx: Transaction,
  { history }: Pick<Needed, 'history'>,
  documentId: string,
  state: Uint8Array,
): Promise<void> => {
  const quoted = await listQuotes(tx, documentId)
  if (quoted.length === 0) return
  const standing = await history.standing({ state, quotes: quoted.map(({ quote }) => quote) })
  const gone = quoted.flatMap(({ id }, index) => (standing[index] ? [] : [id]))
  if (gone.length > 0) await eraseQuotes(tx, gone)
}

const replace = async (tx: Transaction, deps: Needed, documentId: string) => {
  const { history, now } = deps
  const locked = await lockDocument(tx, documentId)
  if (!locked) return problem('notFound')
  const { headSeq } = locked
  if (await isUnread(tx, documentId, headSeq)) return null
  const { state } = await history.state(await readUpdates(tx, documentId, headSeq))
  await forgetQuotes(tx, deps, documentId, state)
  return { id: documentId, gen: await replaceLog(tx, documentId, { headSeq, state, at: now() }) }
}

/** Figures keep what was done: projections read to the end first, however much is being written. */
const replaceWhenRead = async (db: Database, deps: Needed, documentId: string): Promise<Purged | Problem> => {
  for (let left = TRIES; left > 0; left--) {
    await deps.projections.settle([documentId])
    const replaced = await db.transaction((tx) => replace(tx, deps, documentId))
    if (replaced) return replaced
  }
  return problem('busy')
}

/**
 * Gives up a document's history for good, as a person or a court may demand (SPEC V8): the same words in a new generation;
 * its log, versions and snapshots are gone. Whoever has the old generation open is sent away and comes back to the new.
 */
export const purgeHistory = async (deps: Needed, documentId: string): Promise<Purged | Problem> => {
  const purged = await deps.history.alone(deps.db, documentId, () =>
    replaceWhenRead(deps.db, deps, documentId),
  )
  deps.rooms.revoke({ documentId })
  deps.projections.notify(documentId)
  return purged
}

/** The same by a person, noted as her deed. */
export const purgeDocument = async (
  deps: Needed,
  { personId, subject: { documentId, communityId } }: Authorized<'document.purge'>,
): Promise<Purged | Problem> => {
  const action = 'document.purged'
  await recordDeed(deps.db, { actorId: personId, action, subjectId: documentId, communityId })
  return purgeHistory(deps, documentId)
}
