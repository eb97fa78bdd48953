import type { BodyNode } from 'shared/documents/body'
import type { DocumentKind, DocumentState, TemplateCode } from 'shared/documents/kinds'
import type { HeaderFields } from 'shared/documents/readFields'
import type { DocumentCapability } from 'shared/permissions/capabilities'
import type { School } from './school.ts'

/** A document as lists show it: `GET /api/documents`. */
export type DocumentSummary = {
  id: string
  kind: DocumentKind
  title: string
  template: TemplateCode | null
  state: DocumentState
  createdAt: string
  editedAt: string | null
  communityId: string
  communityName: string
  /** Schools whose people wrote, in the order of the network. */
  schools: School[]
  authors: { id: string; shortName: string; initials: string; schoolId: string | null }[]
}

/** `GET /api/documents/{id}`: with what the reader may do with it. */
export type OpenDocument = DocumentSummary & {
  gen: number
  abilities: DocumentCapability[]
  community: { id: string; name: string }
}

/** `GET /api/documents/{id}/content`: the text without the editor. */
export type DocumentContent = { body: BodyNode; fields: HeaderFields; rows: unknown[] }
