import { Hono } from 'hono'
import { SCHEMA_VERSION } from 'shared/documents/schema/version'
import { decodeExchange, encodeExchange, EXCHANGE_TYPE } from 'shared/protocol/exchange'
import { problem } from 'shared/protocol/problem'
import { z } from 'zod'
import { needs, signedIn } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { query } from '../http/validate.ts'
import { createPaces } from './doors/bucket.ts'
import { asks, exchange } from './doors/exchange.ts'
import { problemOfClose } from './doors/problems.ts'

const number = z.coerce.number().int().min(0).max(999_999_999)

/** A body that cannot be read, or holds nothing, is none. */
const readFrames = (body: ArrayBuffer): Uint8Array[] => {
  try {
    return decodeExchange(new Uint8Array(body))
  } catch {
    return []
  }
}

/** The third way into a document, by single requests: under /documents. */
export const syncRoutes = (deps: Deps) => {
  const { exchangesBurst: burst, exchangesPerSecond: perSecond } = deps.rooms.limits
  const paceOf = createPaces({ burst, perSecond })
  return new Hono<AppEnv>().post(
    '/:id/sync',
    needs(deps, 'document.read', 'id'),
    describe('Exchange edits by a single request: frames in, frames out (SPEC X)'),
    query(z.object({ gen: number.optional(), schema: number.optional(), person: z.uuid().optional() })),
    async (c) => {
      const frames = readFrames(await c.req.arrayBuffer())
      const who = await deps.rooms.admitter.identify(c.req.raw.headers)
      const { gen, schema = SCHEMA_VERSION, person = who?.personId } = c.req.valid('query')
      if (!who || who.personId !== person) return refuse(c, problem('signedOut'))
      if (!paceOf(who.personId).take()) return refuse(c, problem('tooManyAttempts'))
      if (frames.length === 0) return refuse(c, problem('badRequest'))
      // What it wrote is judged by the gate as ever; what others wrote it would damage (SPEC X3).
      if (schema < SCHEMA_VERSION && asks(frames)) return refuse(c, problem('olderClient'))
      const { documentId } = c.var.allowed.subject
      const name = gen === undefined ? documentId : `${documentId}~${gen}`
      const exchanged = await exchange(deps.rooms, { who, name, frames })
      if ('refused' in exchanged) return refuse(c, problem(problemOfClose[exchanged.refused]))
      c.header('Content-Type', EXCHANGE_TYPE)
      return c.body(Uint8Array.from(encodeExchange(exchanged.frames)).buffer)
    },
  )
}

/** What the connection passport asks, under /me: whether a request of some length arrives whole. */
export const connectionRoutes = () =>
  new Hono<AppEnv>().post(
    '/connection',
    signedIn(),
    describe('How many bytes of this request arrived', z.object({ bytes: z.number() })),
    async (c) => c.json({ bytes: (await c.req.arrayBuffer()).byteLength }),
  )
