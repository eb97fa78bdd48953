import * as Y from 'yjs'
import type { Entry } from '../roadmaps/action.ts'
import { acceptsEntry, acceptsValue, type Field } from './field.ts'
import { documentFields } from './fields.ts'
import type { FieldValue, HeaderFields } from './headerFields.ts'
import type { DocumentKind } from './kinds.ts'

/** The entries of a set by key: a Y.Map's own order differs between replicas. */
export const readSet = (value: unknown): Entry[] =>
  value instanceof Y.Map
    ? [...(value as Y.Map<unknown>).entries()]
        .map(([id, mark]) => ({ id, label: typeof mark === 'string' ? mark : null }))
        .sort((one, other) => (one.id < other.id ? -1 : 1))
    : []

/** What the field says where it holds this; strange values are empty. */
export const readField = (field: Field, value: unknown): FieldValue => {
  if (field.shape === 'text') return value instanceof Y.Text ? value.toJSON() : ''
  if (field.shape === 'set')
    return readSet(value).filter(({ id, label }) => acceptsEntry(field, id, label ?? true))
  return acceptsValue(field, value) ? value : null
}

/** The header fields of a document of this kind. Keys the kind does not know are left out. */
export const readFields = (doc: Y.Doc, kind: DocumentKind): HeaderFields => {
  const fields = doc.getMap('fields')
  return Object.fromEntries(
    documentFields[kind].map((field) => [field.name, readField(field, fields.get(field.name))]),
  )
}

/** Makes the texts and sets of a new document: once, on the server, so that two first writers share them. */
export const startFields = (doc: Y.Doc, kind: DocumentKind): void => {
  const fields = doc.getMap('fields')
  for (const { name, shape } of documentFields[kind]) {
    if (shape === 'text') fields.set(name, new Y.Text())
    if (shape === 'set') fields.set(name, new Y.Map())
  }
}
