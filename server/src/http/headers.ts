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

/** Headers of every answer of the API: private, not to be framed, sniffed or cached. */
export const protectAnswers = (publicUrl: string) =>
  createMiddleware<AppEnv>(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(fixed)) c.res.headers.set(name, value)
    if (publicUrl.startsWith('https:'))
      c.res.headers.set('Strict-Transport-Security', `max-age=${YEAR}; includeSubDomains`)
  })
