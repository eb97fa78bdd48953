import { Hono } from 'hono'
import { ownTemplateOutput, templateState } from 'shared/templates/own'
import { z } from 'zod'
import { needs } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { changeTemplate } from './commands.ts'
import { readTemplates } from './read.ts'

/** Templates that a community made itself: under /communities. */
export const templateRoutes = (deps: Deps) =>
  new Hono<AppEnv>().get(
    '/:id/templates',
    needs(deps, 'document.create', 'id'),
    describe('What a community begins its documents with', z.array(ownTemplateOutput)),
    async (c) => c.json(await readTemplates(deps.db, c.var.allowed)),
  )

/** Making a document one: under /documents. */
export const documentTemplateRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .put(
      '/:id/template',
      needs(deps, 'document.manage', 'id'),
      describe('Make a document a template of its community', templateState),
      async (c) => {
        await changeTemplate(deps, c.var.allowed, true)
        return c.json({ isTemplate: true })
      },
    )
    .delete(
      '/:id/template',
      needs(deps, 'document.manage', 'id'),
      describe('Make it a document like others again', templateState),
      async (c) => {
        await changeTemplate(deps, c.var.allowed, false)
        return c.json({ isTemplate: false })
      },
    )
