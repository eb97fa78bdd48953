/** A map that keeps only its `most` recently put entries: what it forgets can be replayed from the log. */
export const createRecent = <T>(most: number) => {
  const entries = new Map<string, T>()
  return {
    /** Gives the entry and forgets it: whoever takes it puts it back when done. */
    take: (key: string): T | undefined => {
      const entry = entries.get(key)
      entries.delete(key)
      return entry
    },
    put: (key: string, entry: T): void => {
      entries.delete(key)
      entries.set(key, entry)
      for (const oldest of entries.keys()) if (entries.size > most) entries.delete(oldest)
    },
  }
}

export type Recent<T> = ReturnType<typeof createRecent<T>>
