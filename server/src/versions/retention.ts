import type { Transaction } from 'db/connect'
import { dropRows, findDroppable, listAgedDocuments, lockDocument, thinVersions } from 'db/queries/retention'
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

const drop = async (tx: Transaction, { history }: Needed, documentId: string, before: Date) => {
  const locked = await lockDocument(tx, documentId)
  if (!locked) return 0
  const seq = await findDroppable(tx, documentId, locked.headSeq, before)
  if (seq <= locked.baseSeq) return 0
  const state = await history.state(await readUpdates(tx, documentId, seq))
  await dropRows(tx, documentId, { seq, ...state })
  return seq - locked.baseSeq
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
      rows += await deps.db.transaction((tx) => drop(tx, deps, documentId, before))
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
