import type { DocumentContent } from 'server/documents/read'
import type { Problem } from 'shared/protocol/problem'
import { createApiClient } from './client.ts'

const one = (id: string, fetch?: typeof globalThis.fetch) => ({
  document: createApiClient(fetch).documents[':id'],
  param: { id },
})

/** A document with what the asker may do with it. */
export const getDocument = (id: string, fetch?: typeof globalThis.fetch) => {
  const { document, param } = one(id, fetch)
  return document.$get({ param })
}

/** Whom its header names or may name. */
export const getParties = (id: string, fetch?: typeof globalThis.fetch) => {
  const { document, param } = one(id, fetch)
  return document.parties.$get({ param })
}

type Content = { ok: boolean; status: number; json: () => Promise<DocumentContent | Problem> }

/** Its text without the editor: for the page of the server and for readers. */
export const getContent = (id: string, fetch?: typeof globalThis.fetch): Promise<Content> => {
  const { document, param } = one(id, fetch)
  // The client's types of JSON lose the nodes of a text, which hold nodes of their own kind.
  return document.content.$get({ param }) as Promise<unknown> as Promise<Content>
}

const isDone = (asked: Promise<{ ok: boolean }>): Promise<boolean> =>
  asked.then(
    ({ ok }) => ok,
    () => false,
  )

/** True when the server has kept the new title. */
export const renameDocument = (id: string, title: string): Promise<boolean> => {
  const { document, param } = one(id)
  return isDone(document.$patch({ param, json: { title } }))
}

/** True when the document lies in the trash. */
export const trashDocument = (id: string): Promise<boolean> => {
  const { document, param } = one(id)
  return isDone(document.$delete({ param }))
}

/** What I may bring back from the trash. */
export const getTrash = (fetch?: typeof globalThis.fetch) => createApiClient(fetch).documents.trash.$get()

/** True when the document is out of the trash again. */
export const restoreDocument = (id: string): Promise<boolean> => {
  const { document, param } = one(id)
  return isDone(document.restore.$post({ param }))
}

/** Tells the server that the person has opened it: «Продолжить» on their first page leads here. */
export const visitDocument = (id: string): Promise<boolean> => {
  const { document, param } = one(id)
  return isDone(document.visit.$post({ param }))
}
