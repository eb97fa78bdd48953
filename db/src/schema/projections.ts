import { bigint, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { documents } from './documents.ts'

/** How far a projection has read a document's log; moved in the same transaction as what it wrote. */
export const projectionMarks = pgTable(
  'projection_mark',
  {
    projection: text('projection').notNull(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    seq: bigint('seq', { mode: 'number' }).notNull().default(0),
    failedAt: at('failed_at'),
    error: text('error'),
  },
  (table) => [primaryKey({ columns: [table.projection, table.documentId] })],
)
