import { PASSWORD } from '../factories/person.ts'
import { ORIGIN, type OpenApi } from './api.ts'

type Send = { body?: unknown; headers?: Record<string, string>; peer?: string }

/** What a browser does with cookies: keeps what an answer sets, forgets what it ends. */
const keep = (jar: Map<string, string>, answer: Response): void => {
  for (const line of answer.headers.getSetCookie()) {
    const [pair = '', ...attributes] = line.split('; ')
    const at = pair.indexOf('=')
    if (attributes.includes('Max-Age=0')) jar.delete(pair.slice(0, at))
    else jar.set(pair.slice(0, at), pair.slice(at + 1))
  }
}

/** A browser of its own at our address: keeps cookies and sends our Origin. */
export const openBrowser = (app: Pick<OpenApi, 'request'>) => {
  const jar = new Map<string, string>()
  const send = async (
    method: string,
    path: string,
    { body, headers, peer }: Send = {},
  ): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.request(
      `/api${path}`,
      {
        method,
        headers: {
          origin: ORIGIN,
          ...(cookie && { cookie }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
      peer,
    )
    keep(jar, answer)
    return answer
  }
  return {
    jar,
    send,
    get: (path: string) => send('GET', path),
    /** `extra` goes into the body beside address and password. */
    signIn: (email: string, password = PASSWORD, { extra, ...rest }: Send & { extra?: object } = {}) =>
      send('POST', '/auth/sign-in/email', { ...rest, body: { email, password, ...extra } }),
  }
}

export type Browser = ReturnType<typeof openBrowser>
