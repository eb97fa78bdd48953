import { getSchema, type Extensions } from '@tiptap/core'
import { TaskItem, TaskList } from '@tiptap/extension-list'
import { TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import type { Schema } from '@tiptap/pm/model'
import { StarterKit } from '@tiptap/starter-kit'
import { SafeLink } from './link.ts'
import { SharedTable } from './table.ts'
import { HEADING_LEVELS } from './values.ts'

/**
 * What the text of a document may hold: the one list that the browser's editor, the seeding of templates, the import
 * and the gate share. Changing it means a new SCHEMA_VERSION, because an older client deletes what it does not know.
 * Undo belongs to the Yjs binding; a trailing paragraph would be an edit made by merely opening a document.
 */
export const editorExtensions: Extensions = [
  StarterKit.configure({
    undoRedo: false,
    trailingNode: false,
    link: false,
    heading: { levels: [...HEADING_LEVELS] },
  }),
  SafeLink,
  TaskList,
  TaskItem.configure({ nested: true }),
  SharedTable,
  TableRow,
  TableHeader,
  TableCell,
]

export const editorSchema: Schema = getSchema(editorExtensions)
