import type { Editor } from '@tiptap/core'
import type { Room } from '#lib/sync/room.svelte.ts'
import { createSubscriber } from 'svelte/reactivity'
import { everyTransaction } from './everyTransaction.ts'
import { countWords, measure, placeOf, stageTextsIn, type Place } from './place.ts'

const stackEvents = ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const

const onEveryChange = (editor: Editor, undo: Room['undo'], update: () => void): (() => void) => {
  const leave = everyTransaction(editor, update)
  const tell = () => queueMicrotask(update)
  for (const event of stackEvents) undo.on(event, tell)
  return () => {
    leave()
    for (const event of stackEvents) undo.off(event, tell)
  }
}

export const blockStyles = ['paragraph', 'heading1', 'heading2', 'heading3', 'heading4', 'quote'] as const
export type BlockStyle = (typeof blockStyles)[number]

const styleOf = (editor: Editor): BlockStyle => {
  if (editor.isActive('blockquote')) return 'quote'
  const level: unknown = editor.getAttributes('heading').level
  const isHeading = editor.isActive('heading') && typeof level === 'number'
  return isHeading ? (`heading${level}` as BlockStyle) : 'paragraph'
}

export type EditorState = {
  is: (name: string) => boolean
  readonly style: BlockStyle
  readonly inTable: boolean
  readonly canMerge: boolean
  readonly canSplit: boolean
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly link: string | null
  readonly place: Place | null
  readonly words: number
  readonly length: { signs: number; minutes: number }
  /** Texts of the lesson's stages, with their minutes. */
  readonly stages: readonly string[]
}

/** The editor's state as runes: whoever reads a member is drawn again when the text, the caret or the undo changes. */
export const watchEditor = (editor: Editor, undo: Room['undo']): EditorState => {
  const look = createSubscriber((update) => onEveryChange(editor, undo, update))
  const seen = <T>(read: () => T): T => {
    look()
    return read()
  }
  return {
    is: (name) => seen(() => editor.isActive(name)),
    get style() {
      return seen(() => styleOf(editor))
    },
    get inTable() {
      return seen(() => editor.isActive('table'))
    },
    get canMerge() {
      return seen(() => editor.can().mergeCells())
    },
    get canSplit() {
      return seen(() => editor.can().splitCell())
    },
    get canUndo() {
      return seen(() => undo.undoStack.length > 0)
    },
    get canRedo() {
      return seen(() => undo.redoStack.length > 0)
    },
    get link() {
      return seen(() => {
        const href: unknown = editor.getAttributes('link').href
        return typeof href === 'string' ? href : null
      })
    },
    get place() {
      return seen(() => placeOf(editor.state.selection.$head))
    },
    get words() {
      return seen(() => countWords(editor.state.doc))
    },
    get length() {
      return seen(() => measure(editor.state.doc))
    },
    get stages() {
      return seen(() => stageTextsIn(editor.state.doc))
    },
  }
}
