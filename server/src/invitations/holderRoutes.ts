import { Hono, type Context } from 'hono'
import { acceptInput, accountInput, invitationFace } from 'shared/invitations/invitation'
import { must } from 'shared/must'
import { isProblem, type Problem } from 'shared/protocol/problem'
import type { z } from 'zod'
import { bringSession, readOrigin } from '../access/answer.ts'
import type { Attempts } from '../access/attempts.ts'
import { guardGuesses } from '../access/guess.ts'
import { open } from '../access/policy.ts'
import { beginSession } from '../access/signIn.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { body, invalid } from '../http/validate.ts'
import { acceptSignedIn, acceptWithAccount, lookAtInvitation } from './accept.ts'
import { hashesOf } from './tokens.ts'

/** Makes the account, accepts with it and signs in. */
const acceptAsNew = async (
  c: Context<AppEnv>,
  deps: Deps,
  token: string,
  input: z.infer<typeof acceptInput>,
): Promise<{ personId: string } | Problem> => {
  const account = accountInput.safeParse(input)
  if (!account.success) return invalid(account.error.issues)
  const { email, password } = account.data
  const accepted = await acceptWithAccount(deps, hashesOf(deps.env.secret, token), account.data)
  if (isProblem(accepted)) return accepted
  const request = { email, password, ownDevice: undefined, ...readOrigin(c, deps.env) }
  const answer = must(await beginSession(deps, request), 'a session for the account just made')
  bringSession(c, deps.env, email, answer)
  return { personId: accepted.personId }
}

/** Invitations as those see them who hold a link or a printed code. */
export const invitationRoutes = (deps: Deps, attempts: Attempts) =>
  new Hono<AppEnv>()
    .get('/:token', open(), describe('What an invitation offers', invitationFace), async (c) => {
      const hashes = hashesOf(deps.env.secret, c.req.param('token'))
      const face = await guardGuesses(attempts, c.var.address, () => lookAtInvitation(deps, hashes))
      return isProblem(face) ? refuse(c, face) : c.json(face)
    })
    .post('/:token/accept', open(), describe('Accept an invitation'), body(acceptInput), async (c) => {
      const token = c.req.param('token') ?? ''
      const session = await c.var.findSession()
      const accepted = await guardGuesses(attempts, c.var.address, () =>
        session
          ? acceptSignedIn(deps, hashesOf(deps.env.secret, token), session)
          : acceptAsNew(c, deps, token, c.req.valid('json')),
      )
      return isProblem(accepted) ? refuse(c, accepted) : c.json({ personId: accepted.personId })
    })
