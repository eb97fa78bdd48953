import type { ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import type { Logger } from 'pino'
import { problem, type ProblemCode } from 'shared/protocol/problem'
import type { AppEnv } from './app.ts'
import { refuse } from './refuse.ts'

const codeByStatus: Partial<Record<number, ProblemCode>> = {
  400: 'badRequest',
  401: 'signedOut',
  403: 'denied',
  404: 'notFound',
  413: 'tooLarge',
}

/** What went wrong stays in the log, under the id that the person is shown. The route's pattern: a path may hold an invitation. */
export const onFailure =
  (log: Logger): ErrorHandler<AppEnv> =>
  (error, c) => {
    const code = error instanceof HTTPException ? codeByStatus[error.status] : undefined
    if (code) return refuse(c, problem(code))
    log.error(
      { err: error, requestId: c.var.requestId, method: c.req.method, route: routePath(c, -1) },
      'failed',
    )
    return refuse(c, problem('unexpected'))
  }

export const onAbsent: NotFoundHandler<AppEnv> = (c) => refuse(c, problem('notFound'))
