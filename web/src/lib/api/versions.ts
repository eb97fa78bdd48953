import type { DocumentContent } from 'server/documents/read'
import type { Problem } from 'shared/protocol/problem'
import type { Authorship, VersionContent as Version } from 'shared/versions/outputs'
import { createApiClient } from './client.ts'

const one = () => createApiClient().documents[':id'].versions[':version']

type VersionContent = Omit<Version, 'content'> & { content: DocumentContent }
type Answer = { ok: boolean; status: number; json: () => Promise<VersionContent | Problem> }

/** Versions of a document, the newest first, from the one before `before` on. */
export const getVersions = (id: string, before?: string) =>
  createApiClient().documents[':id'].versions.$get({ param: { id }, query: before ? { before } : {} })

/** A version with all that is written in it. */
export const getVersion = (id: string, version: string): Promise<Answer> =>
  // The client's types of JSON lose the nodes of a text, which hold nodes of their own kind.
  one().$get({ param: { id, version } }) as Promise<unknown> as Promise<Answer>

/** Keeps the document as it is now under a name. */
export const keepVersion = (id: string, name: string) =>
  createApiClient().documents[':id'].versions.$post({ param: { id }, json: { name } })

export const nameVersion = (id: string, version: string, name: string) =>
  one().$patch({ param: { id, version }, json: { name } })

/** Makes the document say again what the version says. */
export const restoreVersion = (id: string, version: string) => one().restore.$post({ param: { id, version } })

type Told = Authorship & { content: DocumentContent }
type AuthorshipAnswer = { ok: boolean; status: number; json: () => Promise<Told | Problem> }

/** Who wrote each character, and what the document says at that moment. */
export const getAuthorship = (id: string): Promise<AuthorshipAnswer> =>
  createApiClient().documents[':id'].authorship.$get({
    param: { id },
  }) as Promise<unknown> as Promise<AuthorshipAnswer>
