import { Hono } from 'hono'
import { deviceInput, meChange, passwordChange, workplaceInput } from 'shared/people/inputs'
import { meOutput } from 'shared/people/outputs'
import type { Attempts } from '../access/attempts.ts'
import { signedIn } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { body } from '../http/validate.ts'
import { changeMe, changePassword, chooseWorkplace, setDevice } from './commands.ts'
import { readMe } from './me.ts'

/** The signed-in person about herself. */
export const meRoutes = (deps: Deps, attempts: Attempts) =>
  new Hono<AppEnv>()
    .get('/', signedIn(), describe('Who is signed in', meOutput), async (c) =>
      c.json(await readMe(deps.db, c.var.person)),
    )
    .patch('/', signedIn(), describe('Change my name or language'), body(meChange), async (c) => {
      await changeMe(deps, c.var.person, c.req.valid('json'))
      return c.json({ id: c.var.person.personId })
    })
    .put(
      '/workplace',
      signedIn(),
      describe('Choose the school I work for now'),
      body(workplaceInput),
      async (c) => {
        const { schoolId } = c.req.valid('json')
        const refused = await chooseWorkplace(deps, c.var.person, schoolId)
        return refused ? refuse(c, refused) : c.json({ schoolId })
      },
    )
    .put(
      '/device',
      signedIn(),
      describe('Say whether this computer is mine alone'),
      body(deviceInput),
      async (c) => {
        const { own } = c.req.valid('json')
        await setDevice(deps, c.var.person, own)
        return c.json({ own })
      },
    )
    .put('/password', signedIn(), describe('Change my password'), body(passwordChange), async (c) => {
      const me = { ...c.var.person, address: c.var.address }
      const refused = await changePassword(deps, attempts, me, c.req.valid('json'))
      return refused ? refuse(c, refused) : c.json({ id: c.var.person.personId })
    })
