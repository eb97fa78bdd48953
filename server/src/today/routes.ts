import { Hono } from 'hono'
import { todayOutput } from 'shared/today/outputs'
import { signedIn } from '../access/policy.ts'
import type { Deps } from '../deps.ts'
import type { AppEnv } from '../http/app.ts'
import { describe } from '../http/describe.ts'
import { readToday } from './read.ts'

export const todayRoutes = (deps: Deps) =>
  new Hono<AppEnv>().get('/', signedIn(), describe('My first page', todayOutput), async (c) =>
    c.json(await readToday(deps, c.var.person, deps.now())),
  )
