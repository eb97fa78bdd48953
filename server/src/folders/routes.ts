import { Hono } from 'hono'
import { folderChange, folderInput, placeInput } from 'shared/folders/inputs'
import { folderMade, folderOutput } from 'shared/folders/outputs'
import { documentMade } from 'shared/documents/outputs'
import { isProblem } from 'shared/protocol/problem'
import { z } from 'zod'
import { needs } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { body, ids } from '../http/validate.ts'
import { addFolder, changeFolder, placeInFolder, removeFolder } from './commands.ts'
import { readFolders } from './read.ts'

/** Folders of a community: under /communities. Who may make documents keeps them in order. */
export const folderRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .get(
      '/:id/folders',
      needs(deps, 'community.read', 'id'),
      describe('Folders of a community', z.array(folderOutput)),
      async (c) => c.json(await readFolders(deps.db, c.var.allowed)),
    )
    .post(
      '/:id/folders',
      needs(deps, 'document.create', 'id'),
      describe('Make a folder', folderMade),
      body(folderInput),
      async (c) => {
        const made = await addFolder(deps, c.var.allowed, c.req.valid('json'))
        return isProblem(made) ? refuse(c, made) : c.json(made, 201)
      },
    )
    .patch(
      '/:id/folders/:folderId',
      needs(deps, 'document.create', 'id'),
      describe('Rename a folder, or put it into another one', folderMade),
      ids('id', 'folderId'),
      body(folderChange),
      async (c) => {
        const { folderId } = c.req.valid('param')
        const refused = await changeFolder(deps, c.var.allowed, folderId, c.req.valid('json'))
        return refused ? refuse(c, refused) : c.json({ id: folderId })
      },
    )
    .delete(
      '/:id/folders/:folderId',
      needs(deps, 'document.create', 'id'),
      describe('Take a folder away; what lay in it lies one level higher', folderMade),
      ids('id', 'folderId'),
      async (c) => {
        const { folderId } = c.req.valid('param')
        const refused = await removeFolder(deps, c.var.allowed, folderId)
        return refused ? refuse(c, refused) : c.json({ id: folderId })
      },
    )
    .put(
      '/:id/documents/:documentId/folder',
      needs(deps, 'document.create', 'id'),
      describe('Put a document into a folder, or out of all', documentMade),
      ids('id', 'documentId'),
      body(placeInput),
      async (c) => {
        const { documentId } = c.req.valid('param')
        const refused = await placeInFolder(deps, c.var.allowed, documentId, c.req.valid('json').folderId)
        return refused ? refuse(c, refused) : c.json({ id: documentId })
      },
    )
