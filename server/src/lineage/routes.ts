import { Hono } from 'hono'
import { documentMade } from 'shared/documents/outputs'
import { copyInput, lineageOutput } from 'shared/lineage/outputs'
import { isProblem } from 'shared/protocol/problem'
import { needs } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { body } from '../http/validate.ts'
import { addCopy } from './copy.ts'
import { readLineage } from './read.ts'

/** Where a document comes from: under /documents. */
export const lineageRoutes = (deps: Deps) =>
  new Hono<AppEnv>().get(
    '/:id/lineage',
    needs(deps, 'document.read', 'id'),
    describe('What a document was begun with, and what was begun with it', lineageOutput),
    async (c) => c.json(await readLineage(deps.db, c.var.allowed)),
  )

/** Documents begun with another: under /communities. */
export const copyRoutes = (deps: Deps) =>
  new Hono<AppEnv>().post(
    '/:id/copies',
    needs(deps, 'document.create', 'id'),
    describe('Begin a document with what another says', documentMade),
    body(copyInput),
    async (c) => {
      const made = await addCopy(deps, c.var.allowed, { ...c.req.valid('json'), locale: c.var.person.locale })
      return isProblem(made) ? refuse(c, made) : c.json(made, 201)
    },
  )
