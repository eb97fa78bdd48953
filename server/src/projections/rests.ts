import type { DueDocument } from 'db/queries/projections'
import type { Projection } from './projection.ts'

/** Which documents a projection that wants rest has read just now; the poll comes back to them. */
export const createRests = (
  projections: readonly Pick<Projection, 'name' | 'restMs'>[],
  clock: () => number = () => performance.now(),
) => {
  const restOf = new Map(projections.map(({ name, restMs = 0 }) => [name, restMs]))
  const longest = Math.max(0, ...restOf.values())
  /** When each was read last, the newest last. */
  const readAt = new Map<string, number>()

  const forgetOld = (before: number): void => {
    for (const [key, at] of readAt) {
      if (at > before) return
      readAt.delete(key)
    }
  }

  return {
    /** True when the document may be read for the projection now; it is then taken as read. */
    isOver: ({ projection, documentId }: DueDocument): boolean => {
      const rest = restOf.get(projection) ?? 0
      if (rest === 0) return true
      const now = clock()
      forgetOld(now - longest)
      const key = `${projection} ${documentId}`
      if (now - (readAt.get(key) ?? -Infinity) < rest) return false
      readAt.delete(key)
      readAt.set(key, now)
      return true
    },
  }
}
