import {
  bigint,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, bytea, id } from './columns.ts'
import { communities } from './communities.ts'
import { people } from './people.ts'
import { schools } from './schools.ts'

export const documents = pgTable(
  'document',
  {
    id: id(),
    communityId: uuid('community_id')
      .notNull()
      .references(() => communities.id, { onDelete: 'cascade' }),
    /** lessonPlan | roadmap | note */
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    /** Code of DOMAIN §4, e.g. 'lesson.plan'. */
    template: text('template'),
    /** draft | inReview | agreed | approved | archived */
    state: text('state').notNull().default('draft'),
    createdBy: uuid('created_by').references(() => people.id),
    createdAt: at('created_at').notNull().defaultNow(),
    trashedAt: at('trashed_at'),
    trashedBy: uuid('trashed_by').references(() => people.id),
    /** Raised when the stored history is replaced; a client of an older generation gets 4404. */
    gen: integer('gen').notNull().default(1),
    /** Seq of the newest committed row of the log; 0 before the first. */
    headSeq: bigint('head_seq', { mode: 'number' }).notNull().default(0),
    /** Seq up to which the newest snapshot reaches. */
    snapSeq: bigint('snap_seq', { mode: 'number' }).notNull().default(0),
    /** Rows up to this seq are gone from the log: they were too old, or their history was purged. */
    baseSeq: bigint('base_seq', { mode: 'number' }).notNull().default(0),
    /** Raised by every change of rights; the append refuses rows judged under an older one. */
    aclEpoch: integer('acl_epoch').notNull().default(1),
    bytes: bigint('bytes', { mode: 'number' }).notNull().default(0),
    editedAt: at('edited_at'),
  },
  // Nothing that an append changes is in an index: each would grow with every letter that is typed.
  (table) => [index('document_community').on(table.communityId)],
)

/** The append-only log: the truth. One row per (document, person) of a committed batch. */
export const documentUpdates = pgTable(
  'document_update',
  {
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    /** Gap-free per document, handed out under the row lock. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
    /** Yjs updates (v1), each behind its length as varUint. */
    data: bytea('data').notNull(),
    personId: uuid('person_id').references(() => people.id),
    /** The author's school at that time. */
    schoolId: uuid('school_id').references(() => schools.id),
    /** True for rows of the system (template, import, demo seed): never an act of a person. */
    seeded: boolean('seeded').notNull().default(false),
    at: at('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.seq] }),
    index('document_update_at').on(table.at),
  ],
)

export const documentSnapshots = pgTable(
  'document_snapshot',
  {
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    state: bytea('state').notNull(),
    stateVector: bytea('state_vector').notNull(),
    sha256: text('sha256').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.seq] })],
)

/** Whose a Yjs client id is in a document: bound by its first committed struct. */
export const documentClients = pgTable(
  'document_client',
  {
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    clientId: bigint('client_id', { mode: 'number' }).notNull(),
    personId: uuid('person_id').references(() => people.id),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.clientId] })],
)

/** A row that could not be read back: the room opens without it, the operator is told. */
export const quarantinedUpdates = pgTable(
  'document_quarantine',
  {
    documentId: uuid('document_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    reason: text('reason').notNull(),
    at: at('at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.documentId, table.seq] })],
)

/** Where a person stopped and what she has seen: one row a person and document. Never an act. */
export const documentVisits = pgTable(
  'document_visit',
  {
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    seenSeq: bigint('seen_seq', { mode: 'number' }).notNull().default(0),
    firstAt: at('first_at').notNull(),
    lastAt: at('last_at').notNull(),
  },
  (table) => [
    uniqueIndex('document_visit_once').on(table.documentId, table.personId),
    index('document_visit_person').on(table.personId),
  ],
)
