import type { DocumentContent, OpenDocument } from './document.ts'

type Fetch = typeof globalThis.fetch
type Typed<T> = Omit<Response, 'json'> & { json: () => Promise<T> }

const at = (id: string, rest = '') => `/api/documents/${encodeURIComponent(id)}${rest}`

/** A document with what the asker may do with it. */
export const getDocument = (fetch: Fetch, id: string): Promise<Typed<OpenDocument>> => fetch(at(id))

/** Its text without the editor: for the page of the server and for readers. */
export const getContent = (fetch: Fetch, id: string): Promise<Typed<DocumentContent>> =>
  fetch(at(id, '/content'))

/** True when the server has kept the new title. */
export const renameDocument = async (id: string, title: string): Promise<boolean> => {
  const body = JSON.stringify({ title })
  const asked = fetch(at(id), { method: 'PATCH', headers: { 'content-type': 'application/json' }, body })
  return asked.then(({ ok }) => ok).catch(() => false)
}

/** Tells the server that the person has opened it: «Продолжить» on their first page leads here. */
export const visitDocument = (id: string): Promise<unknown> =>
  fetch(at(id, '/visit'), { method: 'POST' }).catch(() => undefined)
