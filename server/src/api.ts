import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { createAttempts } from './access/attempts.ts'
import { checkPolicies } from './access/policy.ts'
import { accessRoutes } from './access/routes.ts'
import { findSession } from './access/session.ts'
import type { Deps } from './deps.ts'
import { readAddress } from './http/address.ts'
import type { AppEnv } from './http/app.ts'
import { onAbsent, onFailure } from './http/failure.ts'
import { protectAnswers } from './http/headers.ts'
import { limitBody } from './http/limits.ts'
import { checkOrigin } from './http/origin.ts'
import { requestId } from './http/requestId.ts'

/** Looks the session up when a route first asks, and passes on the cookie that keeps it alive. */
const rememberSession = (deps: Deps) =>
  createMiddleware<AppEnv>(async (c, next) => {
    let found: ReturnType<typeof findSession> | undefined
    c.set('findSession', async () => {
      found ??= findSession(deps, c.req.raw.headers)
      const { session, refreshed } = await found
      for (const cookie of refreshed.splice(0)) c.header('Set-Cookie', cookie, { append: true })
      return session
    })
    await next()
  })

/** The whole HTTP API under /api. Throws when a route declares no policy. */
export const createApi = (deps: Deps) => {
  const attempts = createAttempts()
  const { publicUrl, trustProxy } = deps.env
  const app = new Hono<AppEnv>().basePath('/api')
  app.use(requestId, protectAnswers(publicUrl), readAddress(trustProxy))
  app.use(checkOrigin(publicUrl), limitBody, rememberSession(deps))
  app.onError(onFailure(deps.log)).notFound(onAbsent)
  const api = app.route('/auth', accessRoutes(deps, attempts))
  checkPolicies(api)
  return api
}

export type Api = ReturnType<typeof createApi>
