import { listSchools } from 'db/queries/schools'
import { Hono } from 'hono'
import { isProblem } from 'shared/protocol/problem'
import { schoolChange, schoolInput, schoolOutput } from 'shared/schools/school'
import { z } from 'zod'
import { needs } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { body, ids } from '../http/validate.ts'
import { addSchool, changeSchool, removeSchool } from './commands.ts'
import { presentSchool } from './present.ts'

export const schoolRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .get(
      '/',
      needs(deps, 'network.read'),
      describe('Schools of the network', z.array(schoolOutput)),
      async (c) => {
        const rows = await listSchools(deps.db, c.var.allowed.subject.networkId)
        return c.json(rows.map(presentSchool))
      },
    )
    .post('/', needs(deps, 'network.manage'), describe('Add a school'), body(schoolInput), async (c) => {
      const added = await addSchool(deps, c.var.allowed, c.req.valid('json'))
      return isProblem(added) ? refuse(c, added) : c.json(added, 201)
    })
    .patch(
      '/:id',
      needs(deps, 'network.manage'),
      describe('Change a school'),
      ids('id'),
      body(schoolChange),
      async (c) => {
        const refused = await changeSchool(deps, c.var.allowed, c.req.valid('param').id, c.req.valid('json'))
        return refused ? refuse(c, refused) : c.json({ id: c.req.valid('param').id })
      },
    )
    .delete(
      '/:id',
      needs(deps, 'network.manage'),
      describe('Remove an unused school'),
      ids('id'),
      async (c) => {
        const { id } = c.req.valid('param')
        const refused = await removeSchool(deps, c.var.allowed, id)
        return refused ? refuse(c, refused) : c.json({ id })
      },
    )
