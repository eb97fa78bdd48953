import { sql } from 'drizzle-orm'
import { bigint, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, bytea, id } from './columns.ts'
import { documents } from './documents.ts'
import { people } from './people.ts'

/** Full states of documents that people can come back to; each stands for itself, whatever becomes of the log. */
export const documentVersions = pgTable(
  'document_version',
  {
    id: id(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    /** automatic (a projection of the log) | named | beforeRestore | approved */
    kind: text('kind').notNull(),
    /** The last row of the log that is in it. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
    state: bytea('state').notNull(),
    /** Given by a person to a version of any kind; such a one is never thinned out. */
    name: text('name'),
    /** Who asked for it or named it; null for automatic ones. */
    personId: uuid('person_id').references(() => people.id),
    /** Automatic: when its last row was written. Else when it was asked for. */
    at: at('at').notNull(),
  },
  (table) => [
    index('document_version_seq').on(table.documentId, table.seq),
    uniqueIndex('document_version_automatic')
      .on(table.documentId, table.seq)
      .where(sql`kind = 'automatic'`),
  ],
)

/**
 * Characters that a restore wrote again, and those they repeat: `length` neighbouring ids of a Yjs client from `clock` on
 * are those of `fromClient` from `fromClock` on. So they stay their first author's.
 */
export const documentRestored = pgTable(
  'document_restored',
  {
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    client: bigint('client', { mode: 'number' }).notNull(),
    clock: bigint('clock', { mode: 'number' }).notNull(),
    length: integer('length').notNull(),
    fromClient: bigint('from_client', { mode: 'number' }).notNull(),
    fromClock: bigint('from_clock', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.client, table.clock] })],
)

/** Updates that are restores, by the hash of their bytes: what they write is nobody's act. */
export const documentRestores = pgTable(
  'document_restore',
  {
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    sha256: text('sha256').notNull(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.sha256] })],
)
