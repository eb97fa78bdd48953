import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, bytea, id } from './columns.ts'
import { documents } from './documents.ts'
import { people } from './people.ts'

/** Pictures and attachments. They lie in the database, so that one backup holds all and every node can give them. */
export const files = pgTable('file', {
  id: id(),
  /** image | attachment */
  kind: text('kind').notNull(),
  /** What a browser is told that it is. */
  mediaType: text('media_type').notNull(),
  name: text('name').notNull(),
  data: bytea('data').notNull(),
  bytes: integer('bytes').notNull(),
  pixelsWide: integer('pixels_wide'),
  pixelsHigh: integer('pixels_high'),
  personId: uuid('person_id').references(() => people.id),
  at: at('at').notNull(),
})

/** Documents that a file was put into: who may read one of them may have the file. */
export const documentFiles = pgTable(
  'document_file',
  {
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    fileId: uuid('file_id')
      .notNull()
      .references(() => files.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.fileId] }),
    index('document_file_file').on(table.fileId),
  ],
)
