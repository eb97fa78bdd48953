import type { Db } from 'db/connect'
import {
  dropRows,
  findDroppable,
  findStanding,
  listAgedDocuments,
  thinVersions,
  type Standing,
} from 'db/queries/retention'
import type { Deps } from '../deps.ts'
import { readUpdates } from './updates.ts'

type Needed = Pick<Deps, 'db' | 'history' | 'now' | 'log'>

/** How long the log keeps who wrote what (DESIGN §1, law 1). */
const MONTHS_KEPT = 13

const DAY_MS = 24 * 60 * 60_000
const FIRST_MS = 10 * 60_000

export const oldestKept = (now: Date): Date => {
  const oldest = new Date(now)
  oldest.setUTCMonth(oldest.getUTCMonth() - MONTHS_KEPT)
  return oldest
}

/** How far the rows of a document may go now; null: none of them. */
const findSpan = async (db: Db, { gen, headSeq, baseSeq }: Standing, documentId: string, before: Date) => {
  const seq = await findDroppable(db, documentId, headSeq, before)
  return seq > baseSeq ? { gen, seq, baseSeq } : null
}

const drop = async ({ db, history }: Needed, documentId: string, before: Date): Promise<number> => {
  const standing = await findStanding(db, documentId)
  const span = standing && (await findSpan(db, standing, documentId, before))
  if (!span) return 0
  const state = await history.state(await readUpdates(db, documentId, span.seq))
  const isDropped = await dropRows(db, documentId, { seq: span.seq, ...state }, async (tx, locked) => {
    const now = await findSpan(tx, locked, documentId, before)
    return now !== null && now.gen === span.gen && now.baseSeq === span.baseSeq && now.seq >= span.seq
  })
  return isDropped ? span.seq - span.baseSeq : 0
}

/**
 * Drops the rows of the log that are too old, with who wrote them (SPEC V9): by seq, behind every projection, and only once
 * a verified full state stands for them. Thins out old automatic versions. Gives how many of each went.
 */
export const tidyHistory = async (deps: Needed): Promise<{ rows: number; versions: number }> => {
  const before = oldestKept(deps.now())
  let rows = 0
  for (const documentId of await listAgedDocuments(deps.db, before))
    try {
      rows += await drop(deps, documentId, before)
    } catch (error) {
      // One document's trouble is not the others'.
      deps.log.error({ err: error, documentId }, 'old rows of a document could not be dropped')
    }
  return { rows, versions: await thinVersions(deps.db, deps.now()) }
}

/** Does so every day while the server runs. Gives the way to stop it. */
export const startTidying = (deps: Needed): (() => Promise<void>) => {
  let running: Promise<unknown> = Promise.resolve()
  const tidy = () => {
    running = tidyHistory(deps)
      .then((gone) => deps.log.info(gone, 'old history is gone'))
      .catch((error: unknown) => deps.log.warn({ err: error }, 'old history could not be tidied'))
  }
  const first = setTimeout(tidy, FIRST_MS).unref()
  const daily = setInterval(tidy, DAY_MS).unref()
  return async () => {
    clearTimeout(first)
    clearInterval(daily)
    await running
  }
}
