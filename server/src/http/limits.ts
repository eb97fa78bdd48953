import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { EXCHANGE_TYPE } from 'shared/protocol/exchange'
import { problem } from 'shared/protocol/problem'
import type { AppEnv } from './app.ts'
import { refuse } from './refuse.ts'

const JSON_BYTES_MAX = 1024 * 1024
/** A file and a little for the form around it. */
const FORM_BYTES_MAX = 21 * 1024 * 1024
/** The largest frame of a room and a little beside it. */
const FRAMES_BYTES_MAX = 17 * 1024 * 1024
/** So many times its limit a body may be before its sender is cut off. */
const DISCARDED_TIMES = 4

const limitOf = (c: Context): number => {
  const type = c.req.header('content-type')
  if (type === EXCHANGE_TYPE) return FRAMES_BYTES_MAX
  return type?.startsWith('multipart/form-data') ? FORM_BYTES_MAX : JSON_BYTES_MAX
}

/** Lets bytes through until there are too many; then the reader gets an error and `onExceeded` is told. */
const count = (limit: number, onExceeded: () => void) => {
  let seen = 0
  return new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      seen += chunk.byteLength
      if (seen <= limit) controller.enqueue(chunk)
      else {
        onExceeded()
        controller.error(new Error('the body is too large'))
      }
    },
  })
}

/** A body of unknown length is counted while it is read. Built anew, since Node's own request cannot be copied. */
const counted = ({ raw }: Context['req'], body: ReadableStream<Uint8Array>): Request =>
  new Request(raw.url, { method: raw.method, headers: raw.headers, body, duplex: 'half' } as RequestInit)

/**
 * Takes in what is too large and forgets it, within reason: a browser that is cut off while it sends shows a broken
 * connection instead of the answer.
 */
const discard = async (body: ReadableStream<Uint8Array>, most: number): Promise<void> => {
  const reader = body.getReader()
  for (let seen = 0; seen < most;) {
    const { value, done } = await reader.read()
    if (done) return
    seen += value.byteLength
  }
  await reader.cancel()
}

/** What was not read to its end cannot be followed by another request. */
const refuseLarge = (c: Context<AppEnv>) => {
  c.header('Connection', 'close')
  return refuse(c, problem('tooLarge'))
}

/**
 * Bodies end at 1 MB, forms with a file at 21 MB, frames of a document at 17 MB. Node holds a sender to the Content-Length it names, so a named length
 * is judged at once; without one the bytes are counted.
 */
export const limitBody = createMiddleware<AppEnv>(async (c, next) => {
  const { body } = c.req.raw
  if (!body || ['GET', 'HEAD'].includes(c.req.method)) return next()
  const limit = limitOf(c)
  const named = c.req.header('content-length')
  if (named !== undefined && c.req.header('transfer-encoding') === undefined) {
    if (Number(named) <= limit) return next()
    await discard(body, DISCARDED_TIMES * limit)
    return refuseLarge(c)
  }
  const verdict = { exceeded: false }
  c.req.raw = counted(c.req, body.pipeThrough(count(limit, () => (verdict.exceeded = true))))
  await next()
  if (verdict.exceeded) c.res = refuseLarge(c)
})
