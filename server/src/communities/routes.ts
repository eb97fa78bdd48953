import { Hono } from 'hono'
import {
  communityChange,
  communityInput,
  communityOutput,
  communitySummary,
  memberChange,
} from 'shared/communities/community'
import { isProblem } from 'shared/protocol/problem'
import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import { needs, signedIn } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { body, ids } from '../http/validate.ts'
import { changeCommunity, changeMemberRole, createCommunity, endMembership } from './commands.ts'
import { listVisibleCommunities, readCommunity } from './read.ts'

export const communityRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .get('/', signedIn(), describe('Communities I may know of', z.array(communitySummary)), async (c) =>
      c.json(await listVisibleCommunities(deps.db, c.var.person)),
    )
    .post(
      '/',
      needs(deps, 'community.create'),
      describe('Found a community'),
      body(communityInput),
      async (c) => c.json(await createCommunity(deps, c.var.allowed, c.req.valid('json')), 201),
    )
    .get('/:id', needs(deps, 'community.read', 'id'), describe('A community', communityOutput), async (c) =>
      c.json(await readCommunity(deps.db, c.var.allowed)),
    )
    .patch(
      '/:id',
      needs(deps, 'community.manage', 'id'),
      describe('Change a community'),
      body(communityChange),
      async (c) => {
        await changeCommunity(deps, c.var.allowed, c.req.valid('json'))
        return c.json({ id: c.var.allowed.subject.communityId })
      },
    )
    .patch(
      '/:id/members/:personId',
      needs(deps, 'community.manage', 'id'),
      describe("Change a member's role"),
      ids('personId'),
      body(memberChange),
      async (c) => {
        const { personId } = c.req.valid('param')
        const refused = await changeMemberRole(deps, c.var.allowed, personId, c.req.valid('json').role)
        return refused ? refuse(c, refused) : c.json({ personId })
      },
    )
    .delete(
      '/:id/members/:personId',
      needs(deps, 'community.read', 'id'),
      describe('Leave, or send a member away'),
      ids('personId'),
      async (c) => {
        const { allowed } = c.var
        const { personId } = c.req.valid('param')
        if (personId === allowed.personId) {
          const refused = await endMembership(deps, { self: allowed })
          return refused ? refuse(c, refused) : c.json({ personId })
        }
        const by = await authorize(deps.db, allowed, 'community.manage', allowed.subject.communityId)
        if (isProblem(by)) return refuse(c, by)
        const refused = await endMembership(deps, { by, personId })
        return refused ? refuse(c, refused) : c.json({ personId })
      },
    )
