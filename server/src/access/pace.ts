import { createMiddleware } from 'hono/factory'
import { problem } from 'shared/protocol/problem'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { refuse } from '../http/refuse.ts'
import type { Session } from './session.ts'
import { createCounter } from './counters.ts'

type SignedInEnv = AppEnv & { Variables: { person: Session } }

/** Lets a person do something so often in a minute, over all nodes; then she is asked to come back (`busy`). */
export const pacedBy = ({ cluster }: Pick<Deps, 'cluster'>, name: string, aMinute: number) => {
  const asked = createCounter(name, 60, cluster?.counts)
  return createMiddleware<SignedInEnv>(async (c, next) => {
    if ((await asked.add(c.var.person.personId)) > aMinute) return refuse(c, problem('busy'))
    return next()
  })
}
