import { pgTable, uuid } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { documents } from './documents.ts'
import { people } from './people.ts'

/** Documents that their communities made templates («сделать шаблоном»). */
export const ownTemplates = pgTable('own_template', {
  documentId: uuid('document_id')
    .primaryKey()
    .references(() => documents.id, { onDelete: 'cascade' }),
  madeBy: uuid('made_by')
    .notNull()
    .references(() => people.id),
  at: at('at').notNull(),
})
