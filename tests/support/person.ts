import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { PASSWORD } from '../factories/person.ts'

const cookieOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')

/** Node's WebSocket client with a cookie, as a polyfill for y-websocket. */
const socketWith = (cookie: string) =>
  class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie } })
    }
  }

/** A stock y-websocket client in a document's room. */
const connectYjs = (url: string, cookie: string, documentId: string) => {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${url.replace(/^http/, 'ws')}/yjs`, documentId, doc, {
    WebSocketPolyfill: socketWith(cookie) as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  const synced = new Promise<void>((resolve) => {
    provider.on('sync', (isSynced: boolean) => {
      if (isSynced) resolve()
    })
  })
  const close = () => {
    provider.destroy()
    doc.destroy()
  }
  return { doc, provider, synced, close }
}

/** Signs in at a real server: what comes back is one person's browser without a screen. */
export const signIn = async ({ url }: { url: string }, email: string, password = PASSWORD) => {
  const send = (method: string, path: string, body?: unknown, cookie = '') =>
    fetch(`${url}/api${path}`, {
      method,
      headers: {
        origin: url,
        ...(cookie && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const answer = await send('POST', '/auth/sign-in/email', { email, password })
  if (!answer.ok) throw new Error(`${email} could not sign in: ${answer.status} ${await answer.text()}`)
  const cookie = cookieOf(answer)
  return {
    cookie,
    /** Any call under /api; the body travels as JSON. */
    send: (method: string, path: string, body?: unknown) => send(method, path, body, cookie),
    connectYjs: (documentId: string) => connectYjs(url, cookie, documentId),
  }
}

export type Person = Awaited<ReturnType<typeof signIn>>
