import { listBacklinks } from 'db/queries/links'
import { Hono } from 'hono'
import { backlinkOutput } from 'shared/links/outputs'
import { z } from 'zod'
import { needs } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import { readableCommunities } from '../documents/read.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'

/** Which documents name this one: under /documents. */
export const linkRoutes = (deps: Deps) =>
  new Hono<AppEnv>().get(
    '/:id/backlinks',
    needs(deps, 'document.read', 'id'),
    describe('Documents that link to this one, of those I may read', z.array(backlinkOutput)),
    async (c) => {
      const { personId, subject } = c.var.allowed
      return c.json(
        await listBacklinks(deps.db, subject.documentId, await readableCommunities(deps.db, personId)),
      )
    },
  )
