import { Hono } from 'hono'
import { newPasswordInput, passwordLinkFace, passwordLinkMade } from 'shared/people/passwordLink'
import { must } from 'shared/must'
import { isProblem } from 'shared/protocol/problem'
import { bringSession, readOrigin } from '../access/answer.ts'
import type { Attempts } from '../access/attempts.ts'
import { guardGuesses } from '../access/guess.ts'
import { needs, open } from '../access/policy.ts'
import { beginSession } from '../access/signIn.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { body, ids } from '../http/validate.ts'
import { issuePasswordLink, lookAtPasswordLink, usePasswordLink } from './passwordLink.ts'

/** For the administrator: under /people. */
export const passwordLinkIssueRoutes = (deps: Deps) =>
  new Hono<AppEnv>().post(
    '/:id/password-link',
    needs(deps, 'network.manage'),
    describe('A one-time link to a new password', passwordLinkMade),
    ids('id'),
    async (c) => {
      const made = await issuePasswordLink(deps, c.var.allowed, c.req.valid('param').id)
      return isProblem(made) ? refuse(c, made) : c.json(made, 201)
    },
  )

/** For who holds a link to a new password. */
export const passwordLinkRoutes = (deps: Deps, attempts: Attempts) =>
  new Hono<AppEnv>()
    .get('/:token', open(), describe('Whose password a link sets', passwordLinkFace), async (c) => {
      const face = await guardGuesses(attempts, c.var.address, () =>
        lookAtPasswordLink(deps, c.req.param('token')),
      )
      return isProblem(face) ? refuse(c, face) : c.json(face)
    })
    .post(
      '/:token',
      open(),
      describe('Set a new password and sign in'),
      body(newPasswordInput),
      async (c) => {
        const { password } = c.req.valid('json')
        const used = await guardGuesses(attempts, c.var.address, () =>
          usePasswordLink(deps, c.req.param('token') ?? '', password),
        )
        if (isProblem(used)) return refuse(c, used)
        const request = { ...used, password, ownDevice: undefined, ...readOrigin(c, deps.env) }
        const answer = must(await beginSession(deps, request), 'a session with the password just set')
        bringSession(c, deps.env, used.email, answer)
        return c.json({ personId: answer.personId })
      },
    )
