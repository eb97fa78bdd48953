import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './app.ts'

const fixed: Record<string, string> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

const YEAR = 31_536_000

/** For https alone, and for this host alone: a school's other hosts may have no certificate. */
const transport = (publicUrl: string): Record<string, string> =>
  publicUrl.startsWith('https:') ? { 'Strict-Transport-Security': `max-age=${YEAR}` } : {}

/** What a route may say otherwise: a picture is asked for again at every showing, but need not be sent again. */
const own: ReadonlySet<string> = new Set(['Cache-Control', 'Content-Security-Policy'])

/** Headers of every answer of the API: private, not to be framed, sniffed or cached. */
export const protectAnswers = (publicUrl: string) =>
  createMiddleware<AppEnv>(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries({ ...fixed, ...transport(publicUrl) }))
      if (!own.has(name) || !c.res.headers.has(name)) c.res.headers.set(name, value)
  })

/** Headers of pages and their files; the pages' own policy of contents comes from SvelteKit, with a nonce. */
export const pageHeaders = (publicUrl: string): Record<string, string> => ({
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  // Not "no-referrer": browsers would send forms with the Origin "null".
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  ...transport(publicUrl),
})
