import { PASSWORD } from '../factories/person.ts'
import { openNative } from './clients.ts'

const cookieOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')

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
    /** A stock y-websocket client in a document's room. */
    connectYjs: (documentName: string) => openNative({ url, cookie, documentName }),
  }
}

export type Person = Awaited<ReturnType<typeof signIn>>
