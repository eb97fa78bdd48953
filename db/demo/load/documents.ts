import type { DocumentKind, TemplateCode } from 'shared/documents/kinds'
import { must } from 'shared/must'
import type { Transaction } from '../../src/connect.ts'
import { newId } from '../../src/id.ts'
import { seedDocument } from '../../src/queries/log.ts'
import { documents } from '../../src/schema/documents.ts'
import type { DemoCalendar } from '../calendar.ts'
import type { CommunityCode } from '../communities.ts'
import { performPlays, type HistoryRow, type Play } from '../history.ts'
import { demoPeople } from '../people.ts'
import type { DemoIds } from './ids.ts'

/** The first content of a document of this kind, as the server writes it when a person creates one. */
export type SeedOf = (kind: DocumentKind, template?: TemplateCode) => Uint8Array

export type LoadContext = {
  tx: Transaction
  ids: DemoIds
  community: (code: CommunityCode) => string
  calendar: DemoCalendar
  seedOf: SeedOf
}

type Head = {
  community: CommunityCode
  kind: DocumentKind
  template?: TemplateCode
  title: string
  createdBy: number
  createdOn: string
  state?: string
}

export const schoolOf = (number: number) =>
  must(
    demoPeople.find((person) => person.number === number),
    'the author',
  ).school

const insertHead = async ({ tx, ids, community, calendar }: LoadContext, head: Head): Promise<string> => {
  const documentId = newId()
  await tx.insert(documents).values({
    id: documentId,
    communityId: community(head.community),
    kind: head.kind,
    title: head.title,
    template: head.template ?? null,
    state: head.state ?? 'draft',
    createdBy: ids.person(head.createdBy),
    createdAt: calendar.moment(head.createdOn, '09:00'),
  })
  return documentId
}

const appendRow = ({ tx, ids }: LoadContext, documentId: string, { update, by, as, at }: HistoryRow) =>
  seedDocument(tx, {
    documentId,
    updates: [update],
    at,
    personId: ids.person(by),
    schoolId: ids.school(as ?? schoolOf(by)),
  })

/** Inserts a document, seeds it and appends what its people did: real rows of the log with their time. */
export const loadDocument = async (context: LoadContext, head: Head, plays: Play[]): Promise<string> => {
  const documentId = await insertHead(context, head)
  const seed = context.seedOf(head.kind, head.template)
  const createdAt = context.calendar.moment(head.createdOn, '09:00')
  await seedDocument(context.tx, { documentId, updates: [seed], at: createdAt })
  for (const row of performPlays(seed, head.title, plays, context.calendar))
    await appendRow(context, documentId, row)
  return documentId
}
