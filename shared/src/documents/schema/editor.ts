import { getSchema, type Extensions } from '@tiptap/core'
import { TaskItem, TaskList } from '@tiptap/extension-list'
import { TableRow } from '@tiptap/extension-table'
import type { Schema } from '@tiptap/pm/model'
import { StarterKit } from '@tiptap/starter-kit'
import { Callout, Column, Columns, PageBreak, Toggle } from './blocks.ts'
import { FileNode, Image } from './files.ts'
import { DocumentLink, Footnote, Formula, FormulaBlock, Mention } from './inline.ts'
import { SafeLink } from './link.ts'
import { SharedTable, TintedCell, TintedHeader } from './table.ts'
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
  TintedHeader,
  TintedCell,
  ...[Callout, Toggle, Columns, Column, PageBreak],
  ...[Image, FileNode],
  ...[Formula, FormulaBlock, Mention, DocumentLink, Footnote],
]

export const editorSchema: Schema = getSchema(editorExtensions)
