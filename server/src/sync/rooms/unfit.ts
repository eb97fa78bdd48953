import * as Y from 'yjs'

export type Log = { base: Uint8Array; rows: { seq: number; updates: Uint8Array[] }[] }

const isWhole = ({ store }: Y.Doc): boolean => store.pendingStructs === null && store.pendingDs === null

const isTaken = (doc: Y.Doc, updates: readonly Uint8Array[]): boolean => {
  try {
    for (const update of updates) Y.applyUpdate(doc, update)
    return true
  } catch {
    return false
  }
}

/** The first row at fault: where Yjs falls, or the earlier one whose structs had been waiting for that moment. */
const findFirst = ({ base, rows }: Log, left: ReadonlySet<number>): number | null => {
  const doc = new Y.Doc()
  if (!isTaken(doc, [base])) return null
  let waiting: number | null = null
  for (const { seq, updates } of rows) {
    if (left.has(seq)) continue
    if (!isTaken(doc, updates)) return waiting ?? seq
    if (isWhole(doc)) waiting = null
    else waiting ??= seq
  }
  return null
}

/** Seqs of the rows that parse and that Yjs cannot take all the same; without them it takes all others (SPEC J5). */
export const findUnfit = (log: Log): number[] => {
  const unfit = new Set<number>()
  for (let seq = findFirst(log, unfit); seq !== null && !unfit.has(seq); seq = findFirst(log, unfit))
    unfit.add(seq)
  return [...unfit]
}
