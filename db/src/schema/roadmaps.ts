import { date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { documents } from './documents.ts'

/** Rows of a roadmap as its Y.Doc holds them: projection of the log, for figures and due dates. */
export const roadmapActions = pgTable(
  'roadmap_action',
  {
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    actionId: uuid('action_id').notNull(),
    /** Fractional index; ties are broken by action_id. */
    order: text('order').notNull(),
    stage: text('stage').notNull(),
    status: text('status').notNull(),
    title: text('title').notNull(),
    directions: jsonb('directions').$type<string[]>().notNull(),
    responsible: jsonb('responsible').$type<string[]>().notNull(),
    partners: jsonb('partners').$type<string[]>().notNull(),
    evidence: jsonb('evidence').$type<string[]>().notNull(),
    periodText: text('period_text').notNull(),
    cancelReason: text('cancel_reason').notNull(),
    dateFrom: date('date_from'),
    dateTo: date('date_to'),
    originalDateTo: date('original_date_to'),
    postponedTo: date('postponed_to'),
    doneOn: date('done_on'),
    planCount: integer('plan_count'),
    factCount: integer('fact_count'),
  },
  (table) => [
    primaryKey({ columns: [table.documentId, table.actionId] }),
    index('roadmap_action_due').on(table.dateTo),
  ],
)
