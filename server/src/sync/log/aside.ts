import type { Entry, Row } from './queue.ts'

/** What waits for documents whose row others hold, in the order it came. */
export const createAside = <E extends Entry>() => {
  const held = new Map<string, E[]>()
  const doubtful: Row<E>[] = []

  const waits = ({ documentId }: E) =>
    held.has(documentId) || doubtful.some((row) => row.append.documentId === documentId)

  const put = (added: readonly E[]): void => {
    for (const entry of added) {
      const waiting = held.get(entry.documentId)
      if (waiting) waiting.push(entry)
      else held.set(entry.documentId, [entry])
    }
  }

  return {
    isEmpty: () => held.size === 0 && doubtful.length === 0,
    put,
    /** Puts aside what comes behind something that waits; gives the rest. */
    leave: (batch: readonly E[]): E[] =>
      batch.filter((entry) => {
        const isHeld = waits(entry)
        if (isHeld) put([entry])
        return !isHeld
      }),
    takeHeld: (): E[] => {
      const all = [...held.values()].flat()
      held.clear()
      return all
    },
    /** A row of which nobody knows yet whether it is written: it stays as it is until that is known. */
    doubt: (row: Row<E>): void => {
      doubtful.push(row)
    },
    takeDoubtful: (): Row<E>[] => doubtful.splice(0),
  }
}

export type Aside<E extends Entry> = ReturnType<typeof createAside<E>>
