import type { HeaderFields } from 'shared/documents/readFields'
import { createSubscriber } from 'svelte/reactivity'
import * as Y from 'yjs'
import type { Room } from '#lib/sync/room.svelte.ts'
import type { TextBinding } from './bindText.ts'

/** The header fields of an open document, for the inputs that write into them. */
export type LiveFields = {
  binding: TextBinding
  /** The shared text of a field; null when the document was made without it. */
  text: (name: string) => Y.Text | null
  choice: (name: string) => string | null
  /** All fields as they are now; read in a component, they are drawn again on every change. */
  readonly values: HeaderFields
  choose: (name: string, value: string | null) => void
}

const shown = (value: unknown): string | null => {
  if (value instanceof Y.Text) return value.toJSON()
  return typeof value === 'string' ? value : null
}

export const liveFields = ({ doc, undo, origin }: Pick<Room, 'doc' | 'undo' | 'origin'>): LiveFields => {
  const fields = doc.getMap('fields')
  const look = createSubscriber((update) => {
    fields.observeDeep(update)
    return () => fields.unobserveDeep(update)
  })
  return {
    binding: { origin, undo: () => undo.undo(), redo: () => undo.redo() },
    text: (name) => {
      const value = fields.get(name)
      return value instanceof Y.Text ? value : null
    },
    get values() {
      look()
      return Object.fromEntries([...fields].map(([name, value]) => [name, shown(value)]))
    },
    choice: (name) => {
      look()
      const value = fields.get(name)
      return typeof value === 'string' ? value : null
    },
    choose: (name, value) =>
      doc.transact(() => {
        if (value === null) fields.delete(name)
        else fields.set(name, value)
      }, origin),
  }
}
