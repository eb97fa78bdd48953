import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type { Logger } from 'pino'
import type { AppEnv } from './app.ts'

const noted = new Set([403, 404, 429])

/**
 * Denied and limited requests stand in the log, so that an attack can be seen, and so do failed sign-ins. To an outsider
 * denied looks absent, so what routes by id did not find is noted too. The route's pattern is written, never the path: a
 * path may hold an invitation.
 */
export const noteRefusals = (log: Logger) =>
  createMiddleware<AppEnv>(async (c, next) => {
    await next()
    const { status } = c.res
    const route = routePath(c, -1)
    if (status === 404 && !route.includes(':')) return
    if (!noted.has(status) && !(status === 401 && route.endsWith('/sign-in/email'))) return
    const { requestId, address } = c.var
    log.warn({ requestId, method: c.req.method, route, status, address }, 'refused')
  })
