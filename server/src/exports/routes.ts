import { Hono } from 'hono'
import { attachmentHeader, fileName } from 'shared/exports/fileName'
import { LOSSES_HEADER, mediaTypes } from 'shared/exports/formats'
import { exportParameters, exportQuery } from 'shared/exports/inputs'
import type { Written } from 'shared/exports/paper'
import { isProblem } from 'shared/protocol/problem'
import { pacedBy } from '../access/pace.ts'
import { needs } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { parameters, query } from '../http/validate.ts'
import { createApart } from '../threads/apart.ts'
import { readSource } from './read.ts'
import { collectPictures } from './readPictures.ts'
import type { ExportWish } from './writeFile.ts'

const limits = { longestMs: 30_000, heapMb: 320 }

/** Files that a person may have made in a minute. */
export const EXPORTS_A_MINUTE = 30

/** Documents as files to take away: under /documents. */
export const exportRoutes = (deps: Deps) => {
  const write = createApart<ExportWish, Written>(new URL('./worker.ts', import.meta.url), limits)
  return new Hono<AppEnv>().get(
    '/:id/export/:format',
    needs(deps, 'document.read', 'id'),
    describe('A document as a file: docx, html or md'),
    pacedBy(deps, 'exports', EXPORTS_A_MINUTE),
    parameters(exportParameters),
    query(exportQuery),
    async (c) => {
      const { person, allowed } = c.var
      const { format } = c.req.valid('param')
      const source = await readSource(deps, allowed, c.req.valid('query').locale ?? person.locale)
      if (isProblem(source)) return refuse(c, source)
      const pictures = await collectPictures(deps.db, allowed.subject.documentId, source.body)
      const written = await write({ format, source, pictures })
      if (isProblem(written)) return refuse(c, written)
      return c.body(written.bytes as Uint8Array<ArrayBuffer>, 200, {
        'Content-Type': mediaTypes[format],
        'Content-Disposition': attachmentHeader(fileName(source.title, format)),
        [LOSSES_HEADER]: JSON.stringify(written.unknown),
      })
    },
  )
}
