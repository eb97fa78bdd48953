import { listWorkplaces } from 'db/queries/employments'
import { listPeople } from 'db/queries/people'
import { Hono, type Context } from 'hono'
import { employmentInput, personChange, rolesInput } from 'shared/people/inputs'
import { colleagueOutput } from 'shared/people/outputs'
import type { Problem } from 'shared/protocol/problem'
import { z } from 'zod'
import { needs } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { body, ids } from '../http/validate.ts'
import { dismissPerson, employPerson, setNetworkRoles, setPersonState } from './administration.ts'
import { presentColleague } from './present.ts'

const done = <E extends AppEnv>(c: Context<E>, id: string, refused: Problem | null) =>
  refused ? refuse(c, refused) : c.json({ id })

/** The administrator about everybody. */
export const peopleRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .get('/', needs(deps, 'network.manage'), describe('Everybody', z.array(colleagueOutput)), async (c) => {
      const people = await listPeople(deps.db)
      const workplaces = await listWorkplaces(
        deps.db,
        people.map(({ id }) => id),
      )
      const at = Map.groupBy(workplaces, ({ personId }) => personId)
      return c.json(people.map((person) => presentColleague(person, at.get(person.id) ?? [])))
    })
    .patch(
      '/:id',
      needs(deps, 'network.manage'),
      describe('Block a person or let her in again'),
      ids('id'),
      body(personChange),
      async (c) => {
        const { id } = c.req.valid('param')
        return done(c, id, await setPersonState(deps, c.var.allowed, id, c.req.valid('json').state))
      },
    )
    .put(
      '/:id/roles',
      needs(deps, 'network.manage'),
      describe('Set roles in the network'),
      ids('id'),
      body(rolesInput),
      async (c) => {
        const { id } = c.req.valid('param')
        return done(c, id, await setNetworkRoles(deps, c.var.allowed, id, c.req.valid('json').roles))
      },
    )
    .post(
      '/:id/employments',
      needs(deps, 'network.manage'),
      describe('Employ from today'),
      ids('id'),
      body(employmentInput),
      async (c) => {
        const { id } = c.req.valid('param')
        return done(c, id, await employPerson(deps, c.var.allowed, { personId: id, ...c.req.valid('json') }))
      },
    )
    .delete(
      '/:id/employments/:schoolId',
      needs(deps, 'network.manage'),
      describe('End the work at a school today'),
      ids('id', 'schoolId'),
      async (c) => {
        const { id, schoolId } = c.req.valid('param')
        return done(c, id, await dismissPerson(deps, c.var.allowed, { personId: id, schoolId }))
      },
    )
