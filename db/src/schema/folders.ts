import { index, pgTable, text, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { communities } from './communities.ts'
import { documents } from './documents.ts'
import { people } from './people.ts'

/** Folders of a community, in one another. */
export const folders = pgTable(
  'folder',
  {
    id: id(),
    communityId: uuid('community_id')
      .notNull()
      .references(() => communities.id, { onDelete: 'cascade' }),
    parentId: uuid('parent_id').references((): AnyPgColumn => folders.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => people.id),
    createdAt: at('created_at').notNull(),
  },
  (table) => [index('folder_community').on(table.communityId)],
)

/** Where a document lies; without a row it lies in no folder. Apart from the document, whose row every letter changes. */
export const folderDocuments = pgTable(
  'folder_document',
  {
    documentId: uuid('document_id')
      .primaryKey()
      .references(() => documents.id, { onDelete: 'cascade' }),
    folderId: uuid('folder_id')
      .notNull()
      .references(() => folders.id, { onDelete: 'cascade' }),
  },
  (table) => [index('folder_document_folder').on(table.folderId)],
)
