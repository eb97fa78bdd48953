import { createMiddleware } from 'hono/factory'
import { problem } from 'shared/protocol/problem'
import type { Session } from '../access/session.ts'
import type { AppEnv } from '../http/app.ts'
import { refuse } from '../http/refuse.ts'

/** Requests that may be answered from histories at a time: those of one person, and of all. Each holds a document's bytes. */
const OF_ONE = 6
const OF_ALL = 40

export type Turnstile = ReturnType<typeof createTurnstile>

/** Asks to come back (`busy`) while so much is being read from histories, for one person or for all. */
export const createTurnstile = () => {
  const open = new Map<string, number>()
  let all = 0
  return createMiddleware<AppEnv & { Variables: { person: Session } }>(async (c, next) => {
    const { personId } = c.var.person
    const own = open.get(personId) ?? 0
    if (own >= OF_ONE || all >= OF_ALL) return refuse(c, problem('busy'))
    open.set(personId, own + 1)
    all++
    try {
      await next()
    } finally {
      all--
      const left = (open.get(personId) ?? 1) - 1
      if (left > 0) open.set(personId, left)
      else open.delete(personId)
    }
  })
}
