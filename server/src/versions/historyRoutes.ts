import { Hono } from 'hono'
import { isProblem } from 'shared/protocol/problem'
import { authorshipOutput, documentPurged } from 'shared/versions/outputs'
import { needs } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { createAuthorship } from './authors.ts'
import { createTurnstile } from './turnstile.ts'
import { versionRoutes } from './routes.ts'
import { purgeDocument } from './purge.ts'

/** A document's history as a whole, who wrote it and its end: under /documents. */
export const historyRoutes = (deps: Deps) => {
  const turnstile = createTurnstile()
  const readAuthorship = createAuthorship(deps)
  return new Hono<AppEnv>()
    .route('/', versionRoutes(deps, turnstile))
    .get(
      '/:id/authorship',
      needs(deps, 'document.read', 'id'),
      describe('Who wrote each character of a document', authorshipOutput),
      turnstile,
      async (c) => c.json(await readAuthorship(c.var.allowed)),
    )
    .post(
      '/:id/purge',
      needs(deps, 'document.purge', 'id'),
      describe('Give up the history of a document for good; what it says stays', documentPurged),
      async (c) => {
        const purged = await purgeDocument(deps, c.var.allowed)
        return isProblem(purged) ? refuse(c, purged) : c.json(purged)
      },
    )
}
