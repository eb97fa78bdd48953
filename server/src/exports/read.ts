import type { Database } from 'db/connect'
import { findDocument, listAuthors } from 'db/queries/documents'
import { findNetwork } from 'db/queries/networks'
import type { ExportSource } from 'shared/exports/source'
import type { Locale } from 'shared/i18n/translate'
import { problem, type Problem } from 'shared/protocol/problem'
import type { Authorized } from '../access/authorize.ts'
import { readApproval } from '../approvals/read.ts'
import type { Deps } from '../deps.ts'
import { presentDocument } from '../documents/present.ts'
import { readParties } from '../documents/parties.ts'
import { readContent } from '../documents/read.ts'
import { readSurroundings } from '../roadmaps/read.ts'

type Reader = Authorized<'document.read'>

const readSummary = async (db: Database, documentId: string) => {
  const [row, authors] = await Promise.all([findDocument(db, documentId), listAuthors(db, [documentId])])
  return row ? presentDocument(row, authors) : null
}

/** All that a file of the document is made of, as it is now. */
export const readSource = async (
  { db, texts, env, now }: Pick<Deps, 'db' | 'texts' | 'env' | 'now'>,
  reader: Reader,
  locale: Locale,
): Promise<ExportSource | Problem> => {
  const { documentId, kind } = reader.subject
  const [summary, network, content, approval, parties, plan] = await Promise.all([
    readSummary(db, documentId),
    findNetwork(db),
    readContent(texts, reader),
    readApproval(db, reader),
    readParties({ db, texts }, reader),
    kind === 'roadmap' ? readSurroundings(db, reader, now()) : null,
  ])
  if (!summary) return problem('notFound')
  const { title, state, editedAt, createdAt, schools, authors } = summary
  return {
    ...{ locale, publicUrl: env.publicUrl, timeZone: network?.timeZone ?? 'UTC' },
    ...{ title, kind, state, editedAt: editedAt ?? createdAt, schools, authors, plan, approval, parties },
    ...{ ownSchoolId: reader.schoolId, body: content.body, fields: content.fields, rows: content.rows },
  }
}
