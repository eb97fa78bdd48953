import type { Append } from 'db/queries/append'
import { packUpdates } from 'shared/protocol/row'
import type { Limits } from '../limits.ts'

/** An accepted update on its way into the log. */
export type Entry = {
  documentId: string
  gen: number
  aclEpoch: number
  personId: string
  schoolId: string | null
  update: Uint8Array
  /** The room's newest seq when the update was accepted: its own will be higher. */
  afterSeq: number
}

/** Entries of one person, school and standing in one document: one row. */
export type Row<E extends Entry> = { append: Append; afterSeq: number; entries: E[] }

const rowKey = ({ documentId, personId, schoolId, gen, aclEpoch }: Entry): string =>
  `${documentId} ${personId} ${schoolId ?? ''} ${gen} ${aclEpoch}`

/** What leaves the queue with the next statement: at least one entry, at most a batch's bytes and rows. */
export const takeBatch = <E extends Entry>(queue: E[], limits: Limits): E[] => {
  let bytes = 0
  const keys = new Set<string>()
  let count = 0
  for (const entry of queue) {
    bytes += entry.update.length
    keys.add(rowKey(entry))
    if (count > 0 && (bytes > limits.batchBytes || keys.size > limits.batchRows)) break
    count++
  }
  return queue.splice(0, count)
}

/** Puts a batch into rows, in the order of their first entries. */
export const groupRows = <E extends Entry>(batch: readonly E[]): Row<E>[] => {
  const groups = new Map<string, E[]>()
  for (const entry of batch) {
    const key = rowKey(entry)
    const group = groups.get(key)
    if (group) group.push(entry)
    else groups.set(key, [entry])
  }
  return [...groups.values()].map((entries) => {
    const [{ documentId, gen, aclEpoch, personId, schoolId, afterSeq }] = entries as [E]
    const data = packUpdates(entries.map((entry) => entry.update))
    return { append: { documentId, gen, aclEpoch, personId, schoolId, data }, afterSeq, entries }
  })
}
