import type { Transaction } from 'db/connect'
import { newId } from 'db/id'
import { insertDocument, recordVisit, renameDocument } from 'db/queries/documents'
import { seedDocument } from 'db/queries/log'
import type { DocumentInput } from 'shared/documents/inputs'
import { cutTitle } from 'shared/documents/title'
import type { Locale } from 'shared/i18n/translate'
import type { Authorized } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'
import type { Imported } from './import/convert.ts'
import { startDocument, type Start } from './start.ts'

export type NewDocument = Start & {
  communityId: string
  title: string
  /** Who made it; null for the system. Making a document is no act of writing in it. */
  personId: string | null
  at: Date
}

type Insert = Omit<NewDocument, 'locale'> & { update: Uint8Array }

/** Makes a document whose first row nobody wrote; gives its id. */
export const insertSeeded = async (tx: Transaction, { update, personId, at, ...document }: Insert) => {
  const id = newId()
  await insertDocument(tx, { ...document, id, createdBy: personId, createdAt: at })
  await seedDocument(tx, { documentId: id, updates: [update], at, seeded: true })
  return id
}

/** Makes a document and seeds it, once, in the caller's transaction. Gives its id. */
export const createDocument = (tx: Transaction, wish: NewDocument): Promise<string> => {
  const { locale, ...document } = wish
  return insertSeeded(tx, { ...document, update: startDocument({ ...document, locale }) })
}

/** A new document of the community, from a template or empty. */
export const addDocument = async (
  deps: Pick<Deps, 'db' | 'now' | 'projections'>,
  maker: Authorized<'document.create'>,
  input: DocumentInput & { locale: Locale },
): Promise<{ id: string }> => {
  const { personId, subject } = maker
  const { kind, title, template = null, locale } = input
  const wish = { kind, title, template, locale, communityId: subject.communityId, personId, at: deps.now() }
  const id = await deps.db.transaction((tx) => createDocument(tx, wish))
  deps.projections.notify(id)
  return { id }
}

/** A note with what an imported file held. Its title: the wished one, else the file's heading, else its name. */
export const addImported = async (
  deps: Pick<Deps, 'db' | 'now' | 'projections'>,
  maker: Authorized<'document.create'>,
  { update, heading }: Imported,
  titles: { wished?: string | undefined; fileName: string },
): Promise<{ id: string }> => {
  const title = titles.wished || cutTitle(heading ?? titles.fileName.replace(/\.[^.]*$/, ''))
  const document = { kind: 'note', template: null, title: title || cutTitle(titles.fileName) } as const
  const { personId, subject } = maker
  const wish = { ...document, communityId: subject.communityId, personId, at: deps.now(), update }
  const id = await deps.db.transaction((tx) => insertSeeded(tx, wish))
  deps.projections.notify(id)
  return { id }
}

export const changeTitle = ({ db }: Pick<Deps, 'db'>, editor: Authorized<'document.edit'>, title: string) =>
  renameDocument(db, editor.subject.documentId, title)

/** Opening a page: where she stopped and what she has seen. */
export const visitDocument = (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { personId, subject: { documentId } }: Authorized<'document.read'>,
): Promise<void> => recordVisit(db, { documentId, personId, at: now() })
