import { Hono } from 'hono'
import { isProblem } from 'shared/protocol/problem'
import { versionInput, versionsQuery } from 'shared/versions/inputs'
import { versionContent, versionMade, versionOutput, versionRestored } from 'shared/versions/outputs'
import { z } from 'zod'
import { pacedBy } from '../access/pace.ts'
import { needs } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { body, ids, query } from '../http/validate.ts'
import { keepVersion, renameVersion, restoreVersion } from './commands.ts'
import type { Turnstile } from './turnstile.ts'
import { readVersion, readVersions } from './read.ts'

/** A version under a name is a whole document, kept for good. */
const KEPT_A_MINUTE = 20

/** What a document said before: under /documents. */
export const versionRoutes = (deps: Deps, turnstile: Turnstile) =>
  new Hono<AppEnv>()
    .get(
      '/:id/versions',
      needs(deps, 'document.read', 'id'),
      describe('Versions of a document, the newest first, at most a hundred', z.array(versionOutput)),
      query(versionsQuery),
      async (c) => c.json(await readVersions(deps.db, c.var.allowed, c.req.valid('query').before)),
    )
    .post(
      '/:id/versions',
      needs(deps, 'document.edit', 'id'),
      describe('Keep the document as it is now, under a name', versionMade),
      pacedBy(deps, 'versions', KEPT_A_MINUTE),
      turnstile,
      body(versionInput),
      async (c) => c.json(await keepVersion(deps, c.var.allowed, c.req.valid('json').name), 201),
    )
    .get(
      '/:id/versions/:version',
      needs(deps, 'document.read', 'id'),
      describe('A version and what is written in it', versionContent),
      turnstile,
      ids('id', 'version'),
      async (c) => {
        const found = await readVersion(deps, c.var.allowed, c.req.valid('param').version)
        return isProblem(found) ? refuse(c, found) : c.json(found)
      },
    )
    .patch(
      '/:id/versions/:version',
      needs(deps, 'document.edit', 'id'),
      describe('Name a version; a named one is kept for good', versionMade),
      ids('id', 'version'),
      body(versionInput),
      async (c) => {
        const wish = { id: c.req.valid('param').version, name: c.req.valid('json').name }
        const renamed = await renameVersion(deps, c.var.allowed, wish)
        return isProblem(renamed) ? refuse(c, renamed) : c.json(renamed)
      },
    )
    .post(
      '/:id/versions/:version/restore',
      needs(deps, 'document.edit', 'id'),
      describe('Make the document say again what a version says, by an edit', versionRestored),
      turnstile,
      ids('id', 'version'),
      async (c) => {
        const restored = await restoreVersion(deps, c.var.allowed, c.var.person, c.req.valid('param').version)
        return isProblem(restored) ? refuse(c, restored) : c.json(restored)
      },
    )
