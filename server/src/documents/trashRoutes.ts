import { Hono } from 'hono'
import { documentMade, trashedDocumentOutput } from 'shared/documents/outputs'
import { z } from 'zod'
import { needs, signedIn } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { listTrash, restoreDocument, trashDocument } from './trash.ts'

/** Into the trash and out of it: under /documents, before the routes by id. */
export const trashRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .get(
      '/trash',
      signedIn(),
      describe('Documents in the trash that I may bring back', z.array(trashedDocumentOutput)),
      async (c) => c.json(await listTrash(deps.db, c.var.person.personId)),
    )
    .delete(
      '/:id',
      needs(deps, 'document.manage', 'id'),
      describe('Put a document into the trash', documentMade),
      async (c) => {
        await trashDocument(deps, c.var.allowed)
        return c.json({ id: c.var.allowed.subject.documentId })
      },
    )
    .post(
      '/:id/restore',
      needs(deps, 'document.manage', 'id'),
      describe('Take a document out of the trash', documentMade),
      async (c) => {
        await restoreDocument(deps, c.var.allowed)
        return c.json({ id: c.var.allowed.subject.documentId })
      },
    )
