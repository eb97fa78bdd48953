import { bigint, index, pgTable, uuid } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { documents } from './documents.ts'
import { schools } from './schools.ts'

/** What a document was begun with («взять за основу»), and for which school. */
export const documentOrigins = pgTable(
  'document_origin',
  {
    documentId: uuid('document_id')
      .primaryKey()
      .references(() => documents.id, { onDelete: 'cascade' }),
    originId: uuid('origin_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    /** How far the origin's log reached then. */
    originSeq: bigint('origin_seq', { mode: 'number' }).notNull(),
    schoolId: uuid('school_id').references(() => schools.id),
    at: at('at').notNull(),
  },
  (table) => [index('document_origin_origin').on(table.originId)],
)
