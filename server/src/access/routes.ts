import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { signInInput } from 'shared/people/inputs'
import { isProblem } from 'shared/protocol/problem'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { refuse } from '../http/refuse.ts'
import { body } from '../http/validate.ts'
import { bringSession } from './answer.ts'
import type { Attempts } from './attempts.ts'
import { cookieName } from './cookies.ts'
import { open } from './policy.ts'
import { signIn } from './signIn.ts'

/** Sign-in and sign-out, at the addresses that better-auth's clients know. */
export const accessRoutes = (deps: Deps, attempts: Attempts) =>
  new Hono<AppEnv>()
    .post('/sign-in/email', open(), body(signInInput), async (c) => {
      const { email, password, ownDevice } = c.req.valid('json')
      const answer = await signIn(deps, attempts, {
        email,
        password,
        ownDevice,
        address: c.var.address,
        userAgent: c.req.header('user-agent') ?? '',
        deviceMark: getCookie(c, cookieName(deps.env.publicUrl, 'device')),
      })
      if (isProblem(answer)) return refuse(c, answer)
      bringSession(c, deps.env, email, answer)
      return c.json({ personId: answer.personId })
    })
    .post('/sign-out', open(), async (c) => {
      const session = await c.var.findSession()
      const ended = await deps.auth.api.signOut({ headers: c.req.raw.headers, returnHeaders: true })
      for (const cookie of ended.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
      if (session) deps.rooms.revoke({ sessionId: session.sessionId })
      return c.json({ success: true })
    })
