import * as Y from 'yjs'
import { z } from 'zod'
import { documentFields, type Field } from './fields.ts'
import type { DocumentKind } from './kinds.ts'

/** Header fields by name: a text is '' until somebody writes it, a choice null until it is made. */
export type HeaderFields = Record<string, string | null>

const readField = (field: Field, value: unknown): string | null => {
  if (field.shape === 'text') return value instanceof Y.Text ? value.toJSON() : ''
  return z.enum(field.choices).nullable().catch(null).parse(value)
}

/** The header fields of a document of this kind. Keys the kind does not know are left out, strange values are empty. */
export const readFields = (doc: Y.Doc, kind: DocumentKind): HeaderFields => {
  const fields = doc.getMap('fields')
  return Object.fromEntries(
    documentFields[kind].map((field) => [field.name, readField(field, fields.get(field.name))]),
  )
}

/** Makes the text fields of a new document: once, on the server, so that two first writers share one text. */
export const startFields = (doc: Y.Doc, kind: DocumentKind): void => {
  const fields = doc.getMap('fields')
  for (const { name, shape } of documentFields[kind]) if (shape === 'text') fields.set(name, new Y.Text())
}
