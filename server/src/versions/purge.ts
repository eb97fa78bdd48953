import { isDeepStrictEqual } from 'node:util'
import type { Database, Db, Transaction } from 'db/connect'
import { recordDeed } from 'db/queries/audit'
import { eraseQuotes, listQuotes } from 'db/queries/comments'
import { findStanding, isUnread, lockDocument, replaceLog, type Standing } from 'db/queries/retention'
import { problem, type Problem } from 'shared/protocol/problem'
import type { Authorized } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'
import { readUpdates } from './updates.ts'

type Needed = Pick<Deps, 'db' | 'history' | 'projections' | 'rooms' | 'now'>
type Purged = { id: string; gen: number }

const TRIES = 10
/** So many of them, the last, hold the document's row while it is read. */
const TRIES_HELD = 6

/** Words that nobody says any more shall not live on in what was said about them. */
const findGone = async (
  db: Db,
  { history }: Pick<Needed, 'history'>,
  documentId: string,
  state: Uint8Array,
) => {
  const quoted = await listQuotes(db, documentId)
  const quotes = quoted.map(({ quote }) => quote)
  const standing = quotes.length > 0 ? await history.standing({ state, quotes }) : []
  return { seen: quotes, gone: quoted.flatMap(({ id }, index) => (standing[index] ? [] : [id])) }
}

/** What a document says as of a seq, and what it says no more. */
const readWords = async (db: Db, deps: Needed, documentId: string, headSeq: number) => {
  const { state } = await deps.history.state(await readUpdates(db, documentId, headSeq))
  return { headSeq, state, ...(await findGone(db, deps, documentId, state)) }
}
type Words = Awaited<ReturnType<typeof readWords>>

const isTrueStill = async (tx: Transaction, documentId: string, { headSeq, seen }: Words, now: Standing) => {
  const quoted = await listQuotes(tx, documentId)
  return (
    now.headSeq === headSeq &&
    isDeepStrictEqual(
      seen,
      quoted.map(({ quote }) => quote),
    )
  )
}

/** Null while more is being written: what was read is no longer all. */
const replace = async (tx: Transaction, deps: Needed, documentId: string, ahead: Words | null) => {
  const locked = await lockDocument(tx, documentId)
  if (!locked) return problem('notFound')
  const { headSeq } = locked
  if (await isUnread(tx, documentId, headSeq)) return null
  if (ahead && !(await isTrueStill(tx, documentId, ahead, locked))) return null
  const { state, gone } = ahead ?? (await readWords(tx, deps, documentId, headSeq))
  if (gone.length > 0) await eraseQuotes(tx, gone)
  return { id: documentId, gen: await replaceLog(tx, documentId, { headSeq, state, at: deps.now() }) }
}

/**
 * Figures keep what was done: projections read to the end first. What the document says is read before its row is
 * held; where others write on and on, with the row held, so that it comes to an end.
 */
const replaceWhenRead = async (db: Database, deps: Needed, documentId: string): Promise<Purged | Problem> => {
  for (let left = TRIES; left > 0; left--) {
    await deps.projections.settle([documentId])
    const standing = left > TRIES_HELD ? await findStanding(db, documentId) : null
    const ahead = standing && (await readWords(db, deps, documentId, standing.headSeq))
    const replaced = await db.transaction((tx) => replace(tx, deps, documentId, ahead))
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
