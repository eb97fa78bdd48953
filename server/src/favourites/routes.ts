import { dropFavourite, listFavourites } from 'db/queries/favourites'
import { Hono } from 'hono'
import { favouriteState } from 'shared/favourites/favourites'
import { z } from 'zod'
import { needs, signedIn } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { refuse } from '../http/refuse.ts'
import { keepAtHand } from './commands.ts'

/** Which documents a person keeps at hand. */
export const favouriteRoutes = (deps: Deps) =>
  new Hono<AppEnv>().get(
    '/',
    signedIn(),
    describe('Ids of the documents I keep at hand', z.array(z.uuid())),
    async (c) => c.json(await listFavourites(deps.db, c.var.person.personId)),
  )

/** Keeping one at hand: under /documents. */
export const documentFavouriteRoutes = (deps: Deps) =>
  new Hono<AppEnv>()
    .put(
      '/:id/favourite',
      needs(deps, 'document.read', 'id'),
      describe('Keep a document at hand', favouriteState),
      async (c) => {
        const refused = await keepAtHand(deps, c.var.allowed)
        return refused ? refuse(c, refused) : c.json({ isFavourite: true })
      },
    )
    .delete(
      '/:id/favourite',
      needs(deps, 'document.read', 'id'),
      describe('Keep it at hand no longer', favouriteState),
      async (c) => {
        const { personId, subject } = c.var.allowed
        await dropFavourite(deps.db, { personId, documentId: subject.documentId })
        return c.json({ isFavourite: false })
      },
    )
