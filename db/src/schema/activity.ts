import { bigint, boolean, date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { communities } from './communities.ts'
import { documents } from './documents.ts'
import { people } from './people.ts'
import { schools } from './schools.ts'

/**
 * Edit sessions (DOMAIN §3.0): projection of the log. `firstSeq` names the row that opened the session,
 * so a rebuild gives the same key.
 */
export const editSessions = pgTable(
  'edit_session',
  {
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    firstSeq: bigint('first_seq', { mode: 'number' }).notNull(),
    lastSeq: bigint('last_seq', { mode: 'number' }).notNull(),
    communityId: uuid('community_id')
      .notNull()
      .references(() => communities.id, { onDelete: 'cascade' }),
    schoolId: uuid('school_id').references(() => schools.id),
    startedAt: at('started_at').notNull(),
    endedAt: at('ended_at').notNull(),
    /** Municipal day and Monday of the municipal week of the first update. */
    day: date('day').notNull(),
    week: date('week').notNull(),
    inserted: integer('inserted').notNull().default(0),
    deleted: integer('deleted').notNull().default(0),
    /** Characters inserted and deleted again by the same person within the session. */
    undone: integer('undone').notNull().default(0),
    cells: integer('cells').notNull().default(0),
    /** inserted + deleted − 2 × undone ≥ 50, or cells ≥ 1. */
    counts: boolean('counts').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.personId, table.firstSeq] }),
    index('edit_session_community_day').on(table.communityId, table.day),
    index('edit_session_person_day').on(table.personId, table.day),
  ],
)

/** Who of which school wrote in a document at all: the ring is drawn from this. Projection of the log. */
export const documentAuthors = pgTable(
  'document_author',
  {
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    schoolId: uuid('school_id').references(() => schools.id),
    firstAt: at('first_at').notNull(),
    lastAt: at('last_at').notNull(),
    inserted: integer('inserted').notNull().default(0),
  },
  (table) => [index('document_author_document').on(table.documentId)],
)

/** Who opened or exported a named list, and why; the person sees it. Append-only. */
export const auditEntries = pgTable(
  'audit_entry',
  {
    id: id(),
    at: at('at').notNull().defaultNow(),
    actorId: uuid('actor_id').references(() => people.id),
    action: text('action').notNull(),
    communityId: uuid('community_id'),
    subjectId: uuid('subject_id'),
    detail: text('detail').notNull().default(''),
  },
  (table) => [
    index('audit_entry_subject').on(table.subjectId),
    index('audit_entry_community').on(table.communityId),
  ],
)
