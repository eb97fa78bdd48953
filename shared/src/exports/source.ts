import type { Approval } from '../approvals/outputs.ts'
import type { BodyNode } from '../documents/body.ts'
import type { DocumentKind, DocumentState } from '../documents/kinds.ts'
import type { NamedParties } from '../documents/outputs.ts'
import type { HeaderFields } from '../documents/headerFields.ts'
import type { Locale } from '../i18n/translate.ts'
import type { Action } from '../roadmaps/action.ts'
import type { PlanSurroundings } from '../roadmaps/outputs.ts'
import type { School } from '../schools/school.ts'

/** All that a file of a document is made of: plain data, so that it can be handed to a thread. */
export type ExportSource = {
  locale: Locale
  /** Where Krug answers: links to its own pages become whole addresses. */
  publicUrl: string
  timeZone: string
  title: string
  kind: DocumentKind
  state: DocumentState
  /** When it was last written in, else when it was made. */
  editedAt: string
  /** Schools that wrote, and who. */
  schools: School[]
  authors: { shortName: string; schoolId: string | null }[]
  /** The school that the asker works for now: its head approves. */
  ownSchoolId: string | null
  body: BodyNode
  fields: HeaderFields
  /** Whom the header names. */
  parties: NamedParties
  rows: Action[]
  /** Stamps to be signed, and the frozen text if there is one. */
  approval: Pick<Approval, 'stamps' | 'approved'>
  /** What stands around the rows of a roadmap; null for other kinds. */
  plan: PlanSurroundings | null
}
