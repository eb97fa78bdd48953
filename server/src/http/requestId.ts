import { randomUUID } from 'node:crypto'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './app.ts'

/** Every request gets an own id: in the answer's header, in a refusal's body and in the log. Never taken from outside. */
export const requestId = createMiddleware<AppEnv>(async (c, next) => {
  const id = randomUUID()
  c.set('requestId', id)
  c.header('X-Request-Id', id)
  await next()
})
