import { createMiddleware } from 'hono/factory'
import { problem } from 'shared/protocol/problem'
import type { AppEnv } from './app.ts'
import { refuse } from './refuse.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

const loopback = /^(https?):\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** The machine's own names are one place: `http://127.0.0.1:3000` is `http://localhost:3000`. */
const canonical = (origin: string): string => origin.replace(loopback, '$1://localhost$3')

/** True when a present Origin header is ours: scheme, host and port alike. `null` and look-alikes are not. */
export const isOwnOrigin = (origin: string, publicUrl: string): boolean =>
  canonical(origin) === canonical(new URL(publicUrl).origin)

/**
 * May this unsafe request act? A foreign Origin never may. Without an Origin only who brings no cookie may, or who
 * brings a bearer token, which no other site can make a browser send.
 */
const mayAct = (headers: Headers, publicUrl: string): boolean => {
  if (headers.get('authorization')?.toLowerCase().startsWith('bearer ')) return true
  const origin = headers.get('origin')
  if (origin !== null) return isOwnOrigin(origin, publicUrl)
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  return headers.get('cookie') === null
}

/** Refuses unsafe methods that another site may have caused (ECOSYSTEM §4.3 A3). */
export const checkOrigin = (publicUrl: string) =>
  createMiddleware<AppEnv>(async (c, next) => {
    if (!safeMethods.has(c.req.method) && !mayAct(c.req.raw.headers, publicUrl))
      return refuse(c, problem('badOrigin'))
    return next()
  })
