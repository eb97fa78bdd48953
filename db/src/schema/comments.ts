import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Anchor } from 'shared/comments/anchor'
import { at, id } from './columns.ts'
import { documents } from './documents.ts'
import { people } from './people.ts'
import { schools } from './schools.ts'

/** How many changes the comments of a document have seen; its row is the lock that puts them in an order. */
export const commentHeads = pgTable('comment_head', {
  documentId: uuid('document_id')
    .primaryKey()
    .references(() => documents.id, { onDelete: 'cascade' }),
  seq: bigint('seq', { mode: 'number' }).notNull(),
})

/** Talk about a place of a document. Beside the document, never in it: who only comments writes no bytes. */
export const commentThreads = pgTable(
  'comment_thread',
  {
    id: id(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    /** Number of its newest change. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
    anchor: jsonb('anchor').$type<Anchor>().notNull(),
    /** The words it was about when it began, as the server read them. */
    quote: text('quote').notNull(),
    /** How often the same words stood elsewhere then. */
    copies: integer('copies').notNull().default(0),
    resolvedAt: at('resolved_at'),
    resolvedBy: uuid('resolved_by').references(() => people.id),
  },
  (table) => [index('comment_thread_document').on(table.documentId, table.seq)],
)

export const comments = pgTable(
  'comment',
  {
    id: id(),
    threadId: uuid('thread_id')
      .notNull()
      .references(() => commentThreads.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** The author's school at that time. */
    schoolId: uuid('school_id').references(() => schools.id),
    /** Empty once it is deleted. */
    text: text('text').notNull(),
    at: at('at').notNull(),
    editedAt: at('edited_at'),
    deletedAt: at('deleted_at'),
  },
  (table) => [
    index('comment_thread_id').on(table.threadId),
    index('comment_person').on(table.personId, table.at),
  ],
)

export const commentMentions = pgTable(
  'comment_mention',
  {
    commentId: uuid('comment_id')
      .notNull()
      .references(() => comments.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.commentId, table.personId] }),
    index('comment_mention_person').on(table.personId),
  ],
)

export const commentReactions = pgTable(
  'comment_reaction',
  {
    commentId: uuid('comment_id')
      .notNull()
      .references(() => comments.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** agree | thanks | trying | question */
    kind: text('kind').notNull(),
    at: at('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.commentId, table.kind, table.personId] })],
)
