import type { DocumentKind, TemplateCode } from 'shared/documents/kinds'
import type { CommunityCode } from './communities.ts'
import type { SchoolCode } from './schools.ts'

/** One thing that a person writes: into a table cell, into a header field, or at the end of the text. */
export type Stroke =
  | { cell: [row: number, column: number]; text: string }
  | { field: string; text: string }
  | { heading: string }
  | { paragraph: string }

/** What one person writes in one sitting. Days and times are municipal and of the fixed year. */
export type Sitting = { by: number; as?: SchoolCode; on: string; at: string; writes: Stroke[] }

/** Talk about words of the text, which stand there when all is written: who began it, and who answered. */
export type Thread = { about: string; said: { by: number; on: string; at: string; text: string }[] }

export type DemoDocument = {
  community: CommunityCode
  kind: DocumentKind
  template?: TemplateCode
  title: string
  createdBy: number
  createdOn: string
  state?: 'draft' | 'inReview' | 'agreed' | 'approved'
  sittings: Sitting[]
  talk?: Thread[]
}
