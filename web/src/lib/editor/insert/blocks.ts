import Footnote from '@lucide/svelte/icons/asterisk'
import Mention from '@lucide/svelte/icons/at-sign'
import Toggle from '@lucide/svelte/icons/chevron-right'
import Help from '@lucide/svelte/icons/circle-question-mark'
import Code from '@lucide/svelte/icons/code'
import Columns from '@lucide/svelte/icons/columns-2'
import FileText from '@lucide/svelte/icons/file-text'
import Heading from '@lucide/svelte/icons/heading'
import Image from '@lucide/svelte/icons/image'
import Info from '@lucide/svelte/icons/info'
import List from '@lucide/svelte/icons/list'
import ListChecks from '@lucide/svelte/icons/list-checks'
import ListOrdered from '@lucide/svelte/icons/list-ordered'
import Minus from '@lucide/svelte/icons/minus'
import File from '@lucide/svelte/icons/paperclip'
import Pilcrow from '@lucide/svelte/icons/pilcrow'
import Quote from '@lucide/svelte/icons/quote'
import Scissors from '@lucide/svelte/icons/scissors'
import Sigma from '@lucide/svelte/icons/sigma'
import Table from '@lucide/svelte/icons/table'
import Alert from '@lucide/svelte/icons/triangle-alert'
import type { Editor } from '@tiptap/core'
import type { CalloutTone } from 'shared/documents/schema/tones'
import type { Component } from 'svelte'
import type { Desk } from '../desk.svelte.ts'
import { insertBlock } from '../insertBlock.ts'
import { pickFiles } from '../pickFiles.ts'

/** Where something is inserted: the text, and what lies around it. */
export type Target = { editor: Editor; desk: Desk }

type Run = (target: Target) => unknown

const chain = ({ editor }: Target) => editor.chain().focus()

const wear =
  (tone: CalloutTone): Run =>
  (target) => {
    const { editor } = target
    if (!editor.isActive('callout')) chain(target).wrapIn('callout', { tone }).run()
    else if (editor.isActive('callout', { tone })) chain(target).lift('callout').run()
    else chain(target).updateAttributes('callout', { tone }).run()
  }

const column = { type: 'column', content: [{ type: 'paragraph' }] }

/** A formula or a footnote is written in its dialog at once. */
const inLine =
  (type: 'math' | 'footnote'): Run =>
  (target) => {
    const { editor, desk } = target
    chain(target).insertContent({ type }).run()
    desk.open(type, editor.state.selection.from - 1)
  }

/** Types the sign that opens the list of people, schools or documents. */
const begin =
  (sign: string): Run =>
  (target) => {
    const { $from } = target.editor.state.selection
    const before = $from.parent.textBetween(0, $from.parentOffset, undefined, ' ')
    const gap = before === '' || /\s$/.test(before) ? '' : ' '
    chain(target).insertContent(`${gap}${sign}`).run()
  }

const headline =
  (level: 1 | 2 | 3): Run =>
  (target) =>
    chain(target).setHeading({ level }).run()

const files =
  (kind: 'image' | 'attachment'): Run =>
  ({ desk }) =>
    pickFiles(kind, (picked) => desk.uploads.take(picked, kind))

/** All that can be put into a text, in the order of the list; `keys` write the same while typing. */
export const blocks = [
  { id: 'paragraph', icon: Pilcrow, keys: '', run: (target) => chain(target).clearNodes().run() },
  { id: 'heading1', icon: Heading, keys: '#', run: headline(1) },
  { id: 'heading2', icon: Heading, keys: '##', run: headline(2) },
  { id: 'heading3', icon: Heading, keys: '###', run: headline(3) },
  { id: 'bullets', icon: List, keys: '-', run: (target) => chain(target).toggleBulletList().run() },
  { id: 'numbers', icon: ListOrdered, keys: '1.', run: (target) => chain(target).toggleOrderedList().run() },
  { id: 'tasks', icon: ListChecks, keys: '[ ]', run: (target) => chain(target).toggleTaskList().run() },
  {
    id: 'table',
    icon: Table,
    keys: '',
    run: (target) => chain(target).insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
  },
  { id: 'image', icon: Image, keys: '', run: files('image') },
  { id: 'attachment', icon: File, keys: '', run: files('attachment') },
  { id: 'quote', icon: Quote, keys: '>', run: (target) => chain(target).toggleBlockquote().run() },
  { id: 'note', icon: Info, keys: ':::', run: wear('note') },
  { id: 'important', icon: Alert, keys: ':::!', run: wear('important') },
  { id: 'question', icon: Help, keys: ':::?', run: wear('question') },
  { id: 'toggle', icon: Toggle, keys: '>>', run: (target) => chain(target).wrapIn('toggle').run() },
  {
    id: 'columns',
    icon: Columns,
    keys: '',
    run: ({ editor }) => insertBlock(editor, { type: 'columns', content: [column, column] }),
  },
  { id: 'math', icon: Sigma, keys: '$x$', run: inLine('math') },
  {
    id: 'mathBlock',
    icon: Sigma,
    keys: '$$',
    run: ({ editor, desk }) => desk.open('mathBlock', insertBlock(editor, { type: 'mathBlock' })),
  },
  { id: 'footnote', icon: Footnote, keys: '', run: inLine('footnote') },
  { id: 'mention', icon: Mention, keys: '@', run: begin('@') },
  { id: 'documentLink', icon: FileText, keys: '[[', run: begin('[[') },
  { id: 'code', icon: Code, keys: '```', run: (target) => chain(target).toggleCodeBlock().run() },
  { id: 'divider', icon: Minus, keys: '---', run: (target) => chain(target).setHorizontalRule().run() },
  {
    id: 'pageBreak',
    icon: Scissors,
    keys: '===',
    run: ({ editor }) => insertBlock(editor, { type: 'pageBreak' }),
  },
] as const satisfies readonly { id: string; icon: Component; keys: string; run: Run }[]
