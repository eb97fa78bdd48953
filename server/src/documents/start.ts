import { newId } from 'db/id'
import { isFormKind, type DocumentKind, type TemplateCode } from 'shared/documents/kinds'
import { emptyBody, type BodyNode } from 'shared/documents/body'
import { startFields } from 'shared/documents/readFields'
import { startBody } from 'shared/documents/schema/startBody'
import type { Locale } from 'shared/i18n/translate'
import { addAction } from 'shared/roadmaps/change'
import { formBody } from 'shared/templates/forms'
import { starterRows } from 'shared/templates/roadmap'
import * as Y from 'yjs'

export type Start = { kind: DocumentKind; template: TemplateCode | null; locale: Locale }

const bodyOf = ({ kind, template, locale }: Start): BodyNode =>
  template && isFormKind(kind) ? formBody(kind, locale) : emptyBody()

/** The first update of a new document: its header fields, and what its template brings. */
export const startDocument = (start: Start): Uint8Array => {
  const { kind, template, locale } = start
  const doc = new Y.Doc()
  doc.transact(() => {
    startFields(doc, kind)
    if (kind !== 'roadmap') startBody(doc, bodyOf(start))
    else if (template) for (const row of starterRows(locale)) addAction(doc, row, { id: newId() })
  })
  return Y.encodeStateAsUpdate(doc)
}
