import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { documents } from './documents.ts'
import { people } from './people.ts'
import { schools } from './schools.ts'

/**
 * Which school agreed that a roadmap's action is cancelled. One side must not be able to write this for the other,
 * so it is a row of its own and never bytes of the document (DESIGN §3); two schools make it confirmed.
 */
export const cancellationConsents = pgTable(
  'cancellation_consent',
  {
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    actionId: uuid('action_id').notNull(),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** What the school agreed to: once the reason is changed, it has to agree anew. */
    reason: text('reason').notNull(),
    at: at('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.actionId, table.schoolId] })],
)
