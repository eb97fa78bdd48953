import type { BodyNode } from 'shared/documents/body'
import type { Loss, LossCode } from 'shared/documents/losses'
import type { Problem } from 'shared/protocol/problem'

/** What came of a file: its content, and what could not be kept. */
export type Converted = { body: BodyNode; losses: Loss[] }

export type Conversion = (bytes: Buffer) => Promise<Converted | Problem>

/** Only what was lost at all, in the order of the counts given. */
export const lossesOf = (counts: Partial<Record<LossCode, number>>): Loss[] =>
  (Object.entries(counts) as [LossCode, number][])
    .filter(([, count]) => count > 0)
    .map(([code, count]) => ({ code, count }))
