import { findVersion } from 'db/queries/documents'
import { listRestored } from 'db/queries/versions'
import { must } from 'shared/must'
import type { Authorship } from 'shared/versions/outputs'
import { createOrigins, type Origins } from 'shared/versions/origins'
import type { Authorized } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'
import type { LogRow } from '../projections/projection.ts'
import { createRecent } from '../projections/recent.ts'
import { readStretch } from '../projections/rows.ts'
import { readUpdates } from './updates.ts'
import { nameWriters } from './writers.ts'

const ORIGINS_KEPT = 32

type Kept = { gen: number; seq: number; origins: Origins }

const writtenBy = ({ updates, personId, schoolId, seeded, at }: LogRow) => ({
  updates,
  at,
  author: seeded || personId === null ? null : { personId, schoolId },
})

/**
 * Tells who wrote each character, from the rows of the log. What was read of a document's log is kept for a while, so that
 * the next who asks waits only for the newer rows.
 */
export const createAuthorship = ({ db, history }: Pick<Deps, 'db' | 'history'>) => {
  const recent = createRecent<Kept>(ORIGINS_KEPT)

  const readOn = async (
    documentId: string,
    { gen, seq, origins }: Kept,
    upTo: number,
    personId: string,
  ): Promise<Kept> => {
    let known = origins
    let after = seq
    while (after < upTo) {
      const stretch = await readStretch(db, documentId, { after, upTo })
      if (stretch.reaches === after) break
      known = await history.origins({ known, rows: stretch.rows.map(writtenBy) }, personId)
      after = stretch.reaches
    }
    return { gen, seq: Math.max(after, upTo), origins: known }
  }

  const bring = async (documentId: string, personId: string): Promise<Kept> => {
    const { gen, headSeq } = must(await findVersion(db, documentId), 'the document of a reader')
    const found = recent.take(documentId)
    const isOf = found?.gen === gen && found.seq <= headSeq
    const start = isOf ? found : { gen, seq: 0, origins: createOrigins() }
    const kept = await readOn(documentId, start, headSeq, personId)
    recent.put(documentId, kept)
    return kept
  }

  /** One reading of a document's log after another: who comes meanwhile goes on where it ended. */
  const reading = new Map<string, Promise<Kept>>()
  const bringInTurn = async (documentId: string, personId: string): Promise<Kept> => {
    const next = () => bring(documentId, personId)
    const turn = reading.get(documentId)?.then(next, next) ?? next()
    reading.set(documentId, turn)
    try {
      return await turn
    } finally {
      if (reading.get(documentId) === turn) reading.delete(documentId)
    }
  }

  return async (reader: Authorized<'document.read'>): Promise<Authorship> => {
    const { documentId, kind } = reader.subject
    const { seq: headSeq, origins } = await bringInTurn(documentId, reader.personId)
    const [updates, restored] = [
      await readUpdates(db, documentId, headSeq),
      await listRestored(db, documentId),
    ]
    const texts = await history.authors({ updates, origins, restored, kind }, reader.personId)
    return { ...texts, authors: await nameWriters(db, texts.authors) }
  }
}
