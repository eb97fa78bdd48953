import { index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { documents } from './documents.ts'

/** Which document names which: a projection of the log. What is named may be gone, or foreign, or never have been. */
export const documentLinks = pgTable(
  'document_link',
  {
    fromId: uuid('from_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    toId: uuid('to_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.fromId, table.toId] }), index('document_link_to').on(table.toId)],
)
