import { Hono } from 'hono'
import { invitationInput, invitationMade, invitationOutput } from 'shared/invitations/invitation'
import { isProblem } from 'shared/protocol/problem'
import { z } from 'zod'
import { needs } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { body, ids } from '../http/validate.ts'
import { inviteMember, readInvitations, takeInvitationBack } from './issue.ts'

/** Invitations as those who lead a community see them. */
export const communityInvitationRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .get(
      '/:id/invitations',
      needs(deps, 'community.invite', 'id'),
      describe('Invitations', z.array(invitationOutput)),
      async (c) => c.json(await readInvitations(deps, c.var.allowed)),
    )
    .post(
      '/:id/invitations',
      needs(deps, 'community.invite', 'id'),
      describe('Invite a colleague', invitationMade),
      body(invitationInput),
      async (c) => {
        const made = await inviteMember(deps, c.var.allowed, c.req.valid('json'))
        return isProblem(made) ? refuse(c, made) : c.json(made, 201)
      },
    )
    .delete(
      '/:id/invitations/:invitationId',
      needs(deps, 'community.invite', 'id'),
      describe('Take an invitation back'),
      ids('invitationId'),
      async (c) => {
        const { invitationId } = c.req.valid('param')
        const refused = await takeInvitationBack(deps, c.var.allowed, invitationId)
        return refused ? refuse(c, refused) : c.json({ id: invitationId })
      },
    )
