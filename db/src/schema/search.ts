import { sql } from 'drizzle-orm'
import { customType, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { documents } from './documents.ts'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/**
 * What search knows of a document as a whole: projection of the log (source 'text', portion 0 is always there), and what
 * lies beside it (comments, attachments). A long text has several portions, for a tsvector ends at one megabyte.
 */
export const searchTexts = pgTable(
  'search_text',
  {
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    /** text | comments | attachments */
    source: text('source').notNull(),
    portion: integer('portion').notNull(),
    /** The folded title: typing mistakes are looked for in it. */
    title: text('title').notNull(),
    /** The title's words and the community: inside one index they meet without reading a row. */
    face: tsvector('face').notNull(),
    words: tsvector('words').notNull(),
    /** Folded header field; '' where there is none. */
    subject: text('subject').notNull().default(''),
    grades: integer('grades')
      .array()
      .notNull()
      .default(sql`'{}'`),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.source, table.portion] }),
    index('search_text_words').using('gin', sql`(${table.face} || ${table.words})`),
  ],
)

/** Stretches of a document as they are shown when they are found. */
export const searchFragments = pgTable(
  'search_fragment',
  {
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    source: text('source').notNull(),
    position: integer('position').notNull(),
    /** field | heading | body | action | comment | attachment */
    place: text('place').notNull(),
    /** Where it stands: name of a field, number of a block, id of an action, a comment or a file. */
    anchor: text('anchor').notNull(),
    text: text('text').notNull(),
    words: tsvector('words').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.source, table.position] }),
    index('search_fragment_actions')
      .using('gin', table.words)
      .where(sql`${table.place} = 'action'`),
  ],
)
