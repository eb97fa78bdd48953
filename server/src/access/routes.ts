import { Hono } from 'hono'
import { signInInput } from 'shared/people/inputs'
import { isProblem } from 'shared/protocol/problem'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { body } from '../http/validate.ts'
import { bringSession, readOrigin } from './answer.ts'
import type { Attempts } from './attempts.ts'
import { open } from './policy.ts'
import { signIn } from './signIn.ts'

/** Sign-in and sign-out, at the addresses that better-auth's clients know. */
export const accessRoutes = (deps: Deps, attempts: Attempts) =>
  new Hono<AppEnv>()
    .post(
      '/sign-in/email',
      open(),
      describe('Sign in by e-mail and password'),
      body(signInInput),
      async (c) => {
        const { email, password, ownDevice } = c.req.valid('json')
        const replaces = (await c.var.findSession())?.sessionId
        const request = { email, password, ownDevice, replaces, ...readOrigin(c, deps.env) }
        const answer = await signIn(deps, attempts, request)
        if (isProblem(answer)) return refuse(c, answer)
        bringSession(c, deps.env, email, answer)
        return c.json({ personId: answer.personId })
      },
    )
    .post('/sign-out', open(), describe('Sign out'), async (c) => {
      const session = await c.var.findSession()
      const ended = await deps.auth.api.signOut({ headers: c.req.raw.headers, returnHeaders: true })
      for (const cookie of ended.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
      if (session) deps.rooms.revoke({ sessionId: session.sessionId })
      return c.json({ success: true })
    })
