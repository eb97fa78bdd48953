import { findNetwork } from 'db/queries/networks'
import { Hono } from 'hono'
import { networkChange, networkInput, networkOutput, welcomeOutput } from 'shared/networks/network'
import { isProblem, problem } from 'shared/protocol/problem'
import { needs, open } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { body } from '../http/validate.ts'
import { changeNetwork, createNetwork } from './commands.ts'

export const networkRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .get('/', needs(deps, 'network.read'), describe('The network', networkOutput), async (c) => {
      const network = await findNetwork(deps.db)
      return network ? c.json(network) : refuse(c, problem('notFound'))
    })
    .get(
      '/welcome',
      open(),
      describe('What the sign-in page shows of the network', welcomeOutput),
      async (c) => {
        const network = await findNetwork(deps.db)
        return c.json(network && { name: network.name, goal: network.goal, locale: network.locale })
      },
    )
    .post(
      '/',
      needs(deps, 'network.create'),
      describe('Create the network'),
      body(networkInput),
      async (c) => {
        const created = await createNetwork(deps, c.var.allowed, c.req.valid('json'))
        return isProblem(created) ? refuse(c, created) : c.json(created, 201)
      },
    )
    .patch(
      '/',
      needs(deps, 'network.manage'),
      describe('Change the network'),
      body(networkChange),
      async (c) => {
        const refused = await changeNetwork(deps, c.var.allowed, c.req.valid('json'))
        return refused ? refuse(c, refused) : c.json({ id: c.var.allowed.subject.networkId })
      },
    )
