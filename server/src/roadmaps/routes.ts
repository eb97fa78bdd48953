import { Hono } from 'hono'
import { isProblem } from 'shared/protocol/problem'
import { consentInput, consentOutput, planOutput } from 'shared/roadmaps/outputs'
import { z } from 'zod'
import { needs } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { body, ids } from '../http/validate.ts'
import { agreeToCancel } from './consent.ts'
import { readSurroundings } from './read.ts'

/** What belongs to a roadmap but is not bytes of it: under /documents. */
export const roadmapRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .get(
      '/:id/plan',
      needs(deps, 'document.read', 'id'),
      describe('Who may be named in a roadmap, and what schools agreed to', planOutput),
      async (c) => c.json(await readSurroundings(deps.db, c.var.allowed, deps.now())),
    )
    .put(
      '/:id/actions/:action/consent',
      needs(deps, 'document.edit', 'id'),
      describe('Agree, for the school I work for now, that an action is cancelled', z.array(consentOutput)),
      ids('id', 'action'),
      body(consentInput),
      async (c) => {
        const word = { actionId: c.req.valid('param').action, reason: c.req.valid('json').reason }
        const consents = await agreeToCancel(deps, c.var.allowed, word)
        return isProblem(consents) ? refuse(c, consents) : c.json(consents)
      },
    )
