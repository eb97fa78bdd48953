import { listSubjects } from 'db/queries/searchTexts'
import { Hono } from 'hono'
import { searchInput } from 'shared/search/inputs'
import { recentDocument, searchOutput } from 'shared/search/outputs'
import { z } from 'zod'
import { signedIn } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import { readableCommunities } from '../documents/read.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { query } from '../http/validate.ts'
import { createForgiving } from './forgiving.ts'
import { readRecent, search } from './read.ts'

const SUBJECTS = 100

/** Search over everything the asker may read: under /search. */
export const searchRoutes = (deps: Deps) => {
  const forgiving = createForgiving(deps.sql)
  return new Hono<AppEnv>()
    .get(
      '/',
      signedIn(),
      describe('People, schools, documents and actions that say it', searchOutput),
      query(searchInput),
      async (c) => c.json(await search(deps, forgiving, c.var.person, c.req.valid('query'))),
    )
    .get('/recent', signedIn(), describe('Documents I was in lately', z.array(recentDocument)), async (c) =>
      c.json(await readRecent(deps.db, c.var.person.personId)),
    )
    .get(
      '/subjects',
      signedIn(),
      describe('Subjects that documents I may read name', z.array(z.string())),
      async (c) =>
        c.json(
          await listSubjects(deps.db, await readableCommunities(deps.db, c.var.person.personId), SUBJECTS),
        ),
    )
}
