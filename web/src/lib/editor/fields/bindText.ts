import type { Attachment } from 'svelte/attachments'
import type * as Y from 'yjs'
import { changeBetween, moveThrough, type Delta } from './textChange.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

export type TextBinding = {
  /** Marks own edits for undo, and keeps them from coming back as somebody else's. */
  origin: unknown
  undo: () => void
  redo: () => void
  onChange?: ((text: string) => void) | undefined
}

const write = (text: Y.Text, after: string, caret: number, origin: unknown): void => {
  const change = changeBetween(text.toJSON(), after, caret)
  if (!change) return
  text.doc?.transact(() => {
    text.delete(change.at, change.remove)
    text.insert(change.at, change.insert)
  }, origin)
}

const show = (field: Field, text: string, delta: Delta): void => {
  const { selectionStart, selectionEnd } = field
  field.value = text
  if (field.ownerDocument.activeElement !== field) return
  field.setSelectionRange(moveThrough(selectionStart ?? 0, delta), moveThrough(selectionEnd ?? 0, delta))
}

/**
 * Binds an input to a Y.Text: characters typed here go in as characters, so two people in one field both stay.
 * While an input method composes, nothing is written and nothing is shown: both wait for its end.
 */
export const bindText =
  (text: Y.Text, { origin, undo, redo, onChange }: TextBinding): Attachment<Field> =>
  (field) => {
    let composing = false
    const take = () => {
      if (!composing) write(text, field.value, field.selectionStart ?? field.value.length, origin)
    }
    const receive = (event: Y.YTextEvent) => {
      onChange?.(text.toJSON())
      if (event.transaction.origin === origin || composing) return
      show(field, text.toJSON(), event.delta)
    }
    const start = () => (composing = true)
    const finish = () => {
      composing = false
      take()
      if (field.value !== text.toJSON()) field.value = text.toJSON()
    }
    // The browser's own undo would bring back whole old values, colleagues' words and all.
    const refuse = (event: InputEvent) => {
      if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return
      event.preventDefault()
      if (event.inputType === 'historyUndo') undo()
      else redo()
    }
    field.value = text.toJSON()
    onChange?.(field.value)
    text.observe(receive)
    const listening = new AbortController()
    const { signal } = listening
    field.addEventListener('input', take, { signal })
    field.addEventListener('compositionstart', start, { signal })
    field.addEventListener('compositionend', finish, { signal })
    field.addEventListener('beforeinput', (event) => refuse(event as InputEvent), { signal })
    return () => {
      text.unobserve(receive)
      listening.abort()
    }
  }
