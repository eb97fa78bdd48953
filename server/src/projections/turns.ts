/** A document that is written on and on is read no more often than this. */
const AGAIN_MS = 5_000

/** Which documents are to be read, each when its turn comes. */
export const createTurns = (clock: () => number = () => performance.now()) => {
  const wanted = new Set<string>()
  /** When documents were read last, the newest last. */
  const readAt = new Map<string, number>()

  const forgetOld = (before: number): void => {
    for (const [documentId, at] of readAt) {
      if (at > before) return
      readAt.delete(documentId)
    }
  }

  return {
    want: (documentId: string): void => void wanted.add(documentId),
    areWaiting: (): boolean => wanted.size > 0,
    /** Those whose turn it is; they are read now. */
    take: (): string[] => {
      forgetOld(clock() - AGAIN_MS)
      const due = [...wanted].filter((documentId) => !readAt.has(documentId))
      for (const documentId of due) {
        wanted.delete(documentId)
        readAt.set(documentId, clock())
      }
      return due
    },
  }
}
