import { SESSION_GAP_MS } from '../activity/session.ts'

/** While people write, a version is made this often. */
export const VERSION_EVERY_MS = 5 * 60_000

/** A row of the log: its number and when it was written. */
export type Moment = { seq: number; at: Date }

/** Where the log stood before some row: the row right before it, and the first that no automatic version holds yet. */
export type Standing = { previous: Moment | null; since: Moment | null }

/**
 * After which rows an automatic version is due: every few minutes of writing, and where a spell of work ended, which is
 * known when the next begins; until then the document itself shows it. The same log gives the same versions.
 */
export const findPoints = (rows: readonly Moment[], { previous, since }: Standing): Moment[] => {
  const points: Moment[] = []
  for (const row of rows) {
    if (previous && since && row.at.getTime() - previous.at.getTime() > SESSION_GAP_MS) {
      points.push(previous)
      since = null
    }
    since ??= row
    if (row.at.getTime() - since.at.getTime() >= VERSION_EVERY_MS) {
      points.push(row)
      since = null
    }
    previous = row
  }
  return points
}
