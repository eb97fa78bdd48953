import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import type { DecorationSet } from '@tiptap/pm/view'

/** Somebody who draws in the text without being a part of the editor; `kept` is her own and goes with the state. */
export type Guest = {
  apply: (transaction: Transaction, kept: object | null, old: EditorState) => object | null
  decorations: (kept: object) => DecorationSet
  onPressed: (target: EventTarget | null) => void
  /** Called after the binding has written the same edit into the document. */
  onUpdate: (state: EditorState, before: EditorState) => void
}

/** A place for one guest, who comes later: another plugin would have the editor and its binding begin anew. */
export const createGuestRoom = () => {
  const key = new PluginKey<object | null>('guest')
  let guest: Guest | null = null
  const extension = Extension.create({
    name: 'guest',
    addProseMirrorPlugins: () => [
      new Plugin<object | null>({
        key,
        state: {
          init: () => null,
          apply: (transaction, kept, old) => guest?.apply(transaction, kept, old) ?? null,
        },
        props: {
          decorations: (state) => {
            const kept = key.getState(state)
            return kept && guest ? guest.decorations(kept) : null
          },
          handleClick: (_view, _position, { target }) => {
            guest?.onPressed(target)
            return false
          },
        },
        view: () => ({
          update: ({ state }, before) => {
            if (key.getState(state) !== key.getState(before)) guest?.onUpdate(state, before)
          },
        }),
      }),
    ],
  })
  return {
    extension,
    welcome: (one: Guest | null): void => void (guest = one),
    keptIn: (state: EditorState): object | null => key.getState(state) ?? null,
  }
}

export type GuestRoom = ReturnType<typeof createGuestRoom>
