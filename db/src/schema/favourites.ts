import { pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { documents } from './documents.ts'
import { people } from './people.ts'

/** Documents that a person keeps at hand; hers alone, never an act. */
export const favourites = pgTable(
  'document_favourite',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    at: at('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.documentId] })],
)
