import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { problem } from 'shared/protocol/problem'
import type { AppEnv } from './app.ts'
import { refuse } from './refuse.ts'

const JSON_BYTES_MAX = 1024 * 1024
/** A file and a little for the form around it. */
const FORM_BYTES_MAX = 21 * 1024 * 1024

const limit = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => refuse(c, problem('tooLarge')) })
const json = limit(JSON_BYTES_MAX)
const form = limit(FORM_BYTES_MAX)

/** Bodies end at 1 MB, forms with a file at 21 MB: counted while they arrive, whatever Content-Length says. */
export const limitBody = createMiddleware<AppEnv>((c, next) =>
  (c.req.header('content-type')?.startsWith('multipart/form-data') ? form : json)(c, next),
)
