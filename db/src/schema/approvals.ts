import { bigint, date, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { documents } from './documents.ts'
import { people } from './people.ts'
import { schools } from './schools.ts'
import { documentVersions } from './versions.ts'

const documentId = () =>
  uuid('document_id')
    .notNull()
    .references(() => documents.id, { onDelete: 'cascade' })

const personId = () =>
  uuid('person_id')
    .notNull()
    .references(() => people.id)

/** Who took a document from one state to the next. */
export const documentMoves = pgTable(
  'document_move',
  {
    id: id(),
    documentId: documentId(),
    /** A code of shared/approvals/moves. */
    move: text('move').notNull(),
    personId: personId(),
    /** Her school at that time. */
    schoolId: uuid('school_id').references(() => schools.id),
    /** For her colleagues; empty when none is owed. */
    reason: text('reason').notNull(),
    at: at('at').notNull(),
  },
  (table) => [index('document_move_document').on(table.documentId, table.at)],
)

/** Stamps of a document as it goes round (DOMAIN §7.6): what stands on paper, not an electronic signature. */
export const documentStamps = pgTable(
  'document_stamp',
  {
    id: id(),
    documentId: documentId(),
    /** considered | accepted | agreed | approved */
    kind: text('kind').notNull(),
    body: text('body').notNull(),
    signer: text('signer').notNull(),
    number: text('number').notNull(),
    decidedOn: date('decided_on', { mode: 'string' }),
    personId: personId(),
    at: at('at').notNull(),
    /** Set when it is taken off, or when the document goes back to draft. */
    removedAt: at('removed_at'),
  },
  (table) => [index('document_stamp_document').on(table.documentId)],
)

/** A text that was approved: a version that stays, and the code printed on it. */
export const documentApprovals = pgTable(
  'document_approval',
  {
    id: id(),
    documentId: documentId(),
    /** 1 for the first approval of the document, and so on. */
    number: integer('number').notNull(),
    code: text('code').notNull().unique(),
    /** Null once the document's history was purged. */
    versionId: uuid('version_id').references(() => documentVersions.id, { onDelete: 'set null' }),
    /** The last row of the log that is in it. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
    personId: personId(),
    at: at('at').notNull(),
    /** When the document went back to draft. */
    endedAt: at('ended_at'),
  },
  (table) => [uniqueIndex('document_approval_number').on(table.documentId, table.number)],
)
