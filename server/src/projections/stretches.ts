import type { Db } from 'db/connect'
import { readStretch, type Stretch } from './rows.ts'

type Place = { documentId: string; gen: number; after: number }

/**
 * Remembers the stretch that was read last: the projections of a document are run one after another and mostly stand at
 * the same row, so one of them reads and the others are handed the same.
 */
export const createStretches = () => {
  let last: { key: string; stretch: Stretch } | null = null
  return {
    /** The next stretch of the document; what was written since it was read comes with the one after. */
    read: async (db: Db, { documentId, gen, after }: Place): Promise<Stretch> => {
      const key = `${documentId} ${gen} ${after}`
      if (last?.key === key) return last.stretch
      const stretch = await readStretch(db, documentId, { after })
      last = stretch.rows.length > 0 ? { key, stretch } : null
      return stretch
    },
    /** Rows may have been put into quarantine since, or are not needed any more. */
    forget: (): void => void (last = null),
  }
}

export type Stretches = ReturnType<typeof createStretches>
