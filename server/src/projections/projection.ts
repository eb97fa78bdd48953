import type { Transaction } from 'db/connect'
import type { DocumentKind } from 'shared/documents/kinds'
import type * as Y from 'yjs'

/** One row of the log, unpacked. `personId` is null only for rows of the system. */
export type LogRow = {
  seq: number
  updates: Uint8Array[]
  personId: string | null
  schoolId: string | null
  seeded: boolean
  at: Date
}

export type ProjectedDocument = { id: string; communityId: string; kind: DocumentKind; timeZone: string }

/**
 * A projection reads a document's log by sequence number, in its own transaction, exactly once, and can be
 * thrown away and rebuilt from the oldest retained row (DESIGN §1, law 1).
 */
export type Projection = {
  name: string
  /** A document is read for it no more often than this: for what may be a little late. */
  restMs?: number
  /** Documents it cares about; it never hears of others. */
  concerns: (kind: DocumentKind) => boolean
  /**
   * Writes what `rows` (seq ascending, no gap since the mark) mean. `before` gives the document as it stood before
   * the first of them; rows may be applied to it, nothing else, for it is kept for the next run. It may cost a replay, so
   * ask only when needed.
   */
  apply: (
    tx: Transaction,
    document: ProjectedDocument,
    rows: LogRow[],
    before: () => Promise<Y.Doc>,
  ) => Promise<void>
  /** Forgets all it wrote for the document. */
  reset: (tx: Transaction, documentId: string) => Promise<void>
}
