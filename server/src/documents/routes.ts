import { Hono } from 'hono'
import { documentChange, documentInput, importInput } from 'shared/documents/inputs'
import { IMPORT_BYTES_MAX } from 'shared/documents/kinds'
import {
  documentContent,
  documentImported,
  documentMade,
  documentOutput,
  documentSummaryOutput,
  namedParties,
} from 'shared/documents/outputs'
import { isProblem, problem } from 'shared/protocol/problem'
import { documentListInput } from 'shared/search/inputs'
import { z } from 'zod'
import { needs, signedIn } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { body, form, query } from '../http/validate.ts'
import { addDocument, addImported, changeTitle, visitDocument } from './commands.ts'
import { createImporter } from './import/importer.ts'
import { readParties } from './parties.ts'
import { listOfCommunity, listReadable, readContent, readDocument } from './read.ts'

const list = z.array(documentSummaryOutput)

/** Documents of a community: under /communities. */
export const communityDocumentRoutes = (deps: Deps) => {
  const importFile = createImporter()
  return new Hono<AppEnv>()
    .get(
      '/:id/documents',
      needs(deps, 'community.read', 'id'),
      describe('Documents of a community', list),
      async (c) => c.json(await listOfCommunity(deps.db, c.var.allowed)),
    )
    .post(
      '/:id/documents',
      needs(deps, 'document.create', 'id'),
      describe('Make a document', documentMade),
      body(documentInput),
      async (c) => {
        const { locale = c.var.person.locale, ...input } = c.req.valid('json')
        return c.json(await addDocument(deps, c.var.allowed, { ...input, locale }), 201)
      },
    )
    .post(
      '/:id/documents/import',
      needs(deps, 'document.create', 'id'),
      describe('Make a document of a .docx, .md or .txt file', documentImported),
      form(importInput),
      async (c) => {
        const { file, title } = c.req.valid('form')
        if (file.size > IMPORT_BYTES_MAX) return refuse(c, problem('tooLarge'))
        const imported = await importFile(Buffer.from(await file.arrayBuffer()), file.name)
        if (isProblem(imported)) return refuse(c, imported)
        const { id } = await addImported(deps, c.var.allowed, imported, {
          wished: title,
          fileName: file.name,
        })
        return c.json({ id, losses: imported.losses }, 201)
      },
    )
}

/** Documents by their own ids: under /documents. */
export const documentRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .get('/', signedIn(), describe('Documents I may read', list), query(documentListInput), async (c) =>
      c.json(await listReadable(deps.db, c.var.person.personId, c.req.valid('query'))),
    )
    .get('/:id', needs(deps, 'document.read', 'id'), describe('A document', documentOutput), async (c) => {
      const found = await readDocument(deps.db, c.var.allowed)
      return isProblem(found) ? refuse(c, found) : c.json(found)
    })
    .get(
      '/:id/content',
      needs(deps, 'document.read', 'id'),
      describe('What is written in a document', documentContent),
      async (c) => c.json(await readContent(deps.texts, c.var.allowed)),
    )
    .get(
      '/:id/parties',
      needs(deps, 'document.read', 'id'),
      describe('Whom the header of a document names or may name', namedParties),
      async (c) => c.json(await readParties(deps, c.var.allowed)),
    )
    .patch(
      '/:id',
      needs(deps, 'document.edit', 'id'),
      describe('Rename a document', documentMade),
      body(documentChange),
      async (c) => {
        await changeTitle(deps, c.var.allowed, c.req.valid('json').title)
        return c.json({ id: c.var.allowed.subject.documentId })
      },
    )
    .post(
      '/:id/visit',
      needs(deps, 'document.read', 'id'),
      describe('Remember that I was here; never an act', documentMade),
      async (c) => {
        await visitDocument(deps, c.var.allowed)
        return c.json({ id: c.var.allowed.subject.documentId })
      },
    )
