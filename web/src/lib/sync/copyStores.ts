/** Stores of a document's copy on this computer: its updates, and by tab how many of them the server has not acknowledged. */
export const UPDATES = 'updates'
export const FACTS = 'facts'

/** Edits that the server has not acknowledged, of all tabs together. */
export const sumOf = (counts: readonly unknown[]): number =>
  counts.reduce<number>((sum, count) => sum + (typeof count === 'number' ? count : 0), 0)
