import { newId } from 'db/id'
import type { DocumentKind, TemplateCode } from 'shared/documents/kinds'
import { emptyBody } from 'shared/documents/body'
import { startFields } from 'shared/documents/readFields'
import { startBody } from 'shared/documents/schema/startBody'
import type { Locale } from 'shared/i18n/translate'
import { addAction } from 'shared/roadmaps/change'
import { lessonPlanBody } from 'shared/templates/lessonPlan'
import { starterRows } from 'shared/templates/roadmap'
import * as Y from 'yjs'

export type Start = { kind: DocumentKind; template: TemplateCode | null; locale: Locale }

const startRows = (doc: Y.Doc, locale: Locale): void => {
  for (const row of starterRows(locale)) addAction(doc, row, { id: newId() })
}

/** The first update of a new document: its header fields, and what its template brings. */
export const startDocument = ({ kind, template, locale }: Start): Uint8Array => {
  const doc = new Y.Doc()
  doc.transact(() => {
    startFields(doc, kind)
    if (template === 'roadmap.network') startRows(doc, locale)
    if (kind !== 'roadmap') startBody(doc, template === 'lesson.plan' ? lessonPlanBody(locale) : emptyBody())
  })
  return Y.encodeStateAsUpdate(doc)
}
