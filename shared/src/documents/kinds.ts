/** Document kinds of the contract `POST /api/communities/{id}/documents` (DESIGN §3). */
export const documentKinds = ['lessonPlan', 'roadmap', 'note'] as const
export type DocumentKind = (typeof documentKinds)[number]
export const isDocumentKind = (kind: string): kind is DocumentKind =>
  (documentKinds as readonly string[]).includes(kind)

export const documentStates = ['draft', 'inReview', 'agreed', 'approved', 'archived'] as const
export type DocumentState = (typeof documentStates)[number]
/** A state as the database holds it. */
export const stateOf = (kept: string): DocumentState =>
  documentStates.find((state) => state === kept) ?? 'draft'

/** Template codes of DOMAIN §4 that can be created so far, and the kind each makes. */
export const templateKinds = { 'lesson.plan': 'lessonPlan', 'roadmap.network': 'roadmap' } as const
export type TemplateCode = keyof typeof templateKinds

/** Roots that may exist in a Y.Doc; nothing else passes the gate. */
export const documentRoots = ['body', 'fields', 'rows'] as const

export const DOCUMENT_BYTES_MAX = 16 * 1024 * 1024

/** Largest file to import. */
export const IMPORT_BYTES_MAX = 20 * 1024 * 1024
