import { Hono } from 'hono'
import {
  lookOutput,
  namedParticipation,
  namesInput,
  participationReport,
  participationSource,
  windowQuery,
} from 'shared/participation/report'
import { can } from 'shared/permissions/can'
import { z } from 'zod'
import type { Authorized } from '../access/authorize.ts'
import { needs, signedIn } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { body, query } from '../http/validate.ts'
import { readFacts } from './facts.ts'
import { openNames, readLooks } from './names.ts'
import { buildReport } from './report.ts'
import { openScope } from './scope.ts'
import { listSources } from './sources.ts'

const readerOf = ({ standing }: Authorized<'participation.view'>) => ({
  isModerator: can(standing, 'participation.names'),
  mayReadTexts: can(standing, 'document.read'),
})

export const participationRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .get(
      '/:id/participation',
      needs(deps, 'participation.view', 'id'),
      describe('How a community takes part', participationReport),
      query(windowQuery),
      async (c) => {
        const { allowed } = c.var
        const now = deps.now()
        const scope = await openScope(deps.db, allowed.subject.communityId, c.req.valid('query'), now)
        const facts = await readFacts(deps.db, scope)
        return c.json(buildReport(scope, facts, readerOf(allowed), now))
      },
    )
    .get(
      '/:id/participation/sources',
      needs(deps, 'participation.view', 'id'),
      describe('Documents and weeks that the figures are made of', z.array(participationSource)),
      query(windowQuery),
      async (c) => {
        const { allowed } = c.var
        const scope = await openScope(deps.db, allowed.subject.communityId, c.req.valid('query'), deps.now())
        return c.json(await listSources(deps.db, await readFacts(deps.db, scope), readerOf(allowed)))
      },
    )
    .post(
      '/:id/participation/names',
      needs(deps, 'participation.names', 'id'),
      describe('Members by name; the opening is recorded', namedParticipation),
      body(namesInput),
      async (c) => c.json(await openNames(deps.db, c.var.allowed, c.req.valid('json'), deps.now())),
    )

/** About the signed-in person: who opened lists with her name. */
export const lookRoutes = (deps: Deps) =>
  new Hono<AppEnv>().get(
    '/looked',
    signedIn(),
    describe('Who opened lists with my name in them', z.array(lookOutput)),
    async (c) => c.json(await readLooks(deps.db, c.var.person.personId)),
  )
