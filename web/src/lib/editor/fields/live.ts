import type { DocumentKind } from 'shared/documents/kinds'
import type { HeaderFields } from 'shared/documents/headerFields'
import { readFields } from 'shared/documents/readFields'
import type { Entry } from 'shared/roadmaps/action'
import { writeEntries } from 'shared/roadmaps/write'
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
  /** Sets a choice or a day, or clears it. */
  choose: (name: string, value: string | null) => void
  /** Makes a set hold exactly these. */
  fill: (name: string, entries: readonly Entry[]) => void
}

/** A document made before its kind had the set gets it now. */
const setIn = (fields: Y.Map<unknown>, name: string): Y.Map<unknown> => {
  const held = fields.get(name)
  if (held instanceof Y.Map) return held as Y.Map<unknown>
  const made = new Y.Map<unknown>()
  fields.set(name, made)
  return made
}

export const liveFields = (
  kind: DocumentKind,
  { doc, undo, origin }: Pick<Room, 'doc' | 'undo' | 'origin'>,
): LiveFields => {
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
      return readFields(doc, kind)
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
    fill: (name, entries) => doc.transact(() => writeEntries(setIn(fields, name), entries), origin),
  }
}
