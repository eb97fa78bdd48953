import { getSchema, type Extensions } from '@tiptap/core'
import { Blockquote } from '@tiptap/extension-blockquote'
import { Bold } from '@tiptap/extension-bold'
import { Code } from '@tiptap/extension-code'
import { CodeBlock } from '@tiptap/extension-code-block'
import { Document } from '@tiptap/extension-document'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Heading } from '@tiptap/extension-heading'
import { HorizontalRule } from '@tiptap/extension-horizontal-rule'
import { Italic } from '@tiptap/extension-italic'
import { BulletList, ListItem, ListKeymap, OrderedList, TaskItem, TaskList } from '@tiptap/extension-list'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Strike } from '@tiptap/extension-strike'
import { TableRow } from '@tiptap/extension-table'
import { Text } from '@tiptap/extension-text'
import { Underline } from '@tiptap/extension-underline'
import { Dropcursor, Gapcursor } from '@tiptap/extensions'
import type { Schema } from '@tiptap/pm/model'
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
  ...[Bold, Blockquote, BulletList, Code, CodeBlock, Document, Dropcursor, Gapcursor, HardBreak],
  Heading.configure({ levels: [...HEADING_LEVELS] }),
  ...[HorizontalRule, Italic, ListItem, ListKeymap, OrderedList, Paragraph, Strike, Text, Underline],
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
