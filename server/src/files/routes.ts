import { findFile } from 'db/queries/files'
import { Hono } from 'hono'
import { fileInput } from 'shared/files/inputs'
import { fileOutput } from 'shared/files/outputs'
import { isProblem, problem } from 'shared/protocol/problem'
import { needs } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { form, ids } from '../http/validate.ts'
import { headersOf, isHeld } from './answer.ts'
import { bringFile, keepFile } from './commands.ts'

/** Pictures and attachments of a document: under /documents. */
export const fileRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .post(
      '/:id/files',
      needs(deps, 'document.edit', 'id'),
      describe('Keep a picture or an attachment for a document', fileOutput),
      form(fileInput),
      async (c) => {
        const kept = await keepFile(deps, c.var.allowed, c.req.valid('form'))
        return isProblem(kept) ? refuse(c, kept) : c.json(kept, 201)
      },
    )
    .get(
      '/:id/files/:file',
      needs(deps, 'document.read', 'id'),
      describe('A picture or an attachment itself'),
      ids('id', 'file'),
      async (c) => {
        const { id, file: fileId } = c.req.valid('param')
        const file = await findFile(deps.db, id, fileId)
        if (!file) return refuse(c, problem('notFound'))
        const headers = headersOf(file)
        if (isHeld(file, c.req.header('if-none-match'))) return c.body(null, 304, headers)
        return c.body(new Uint8Array(file.data), 200, headers)
      },
    )
    .put(
      '/:id/files/:file',
      needs(deps, 'document.edit', 'id'),
      describe('Put a file of another document, which I may read, into this one', fileOutput),
      ids('id', 'file'),
      async (c) => {
        const brought = await bringFile(deps, c.var.allowed, c.req.valid('param').file)
        return isProblem(brought) ? refuse(c, brought) : c.json(brought)
      },
    )
