import { createAuth } from '../access/auth.ts'
import { createActivity } from '../activity/projection.ts'
import type { Deps } from '../deps.ts'
import type { Env } from '../env.ts'
import type { Logger } from '../log.ts'
import { createProjections } from '../projections/runner.ts'
import type { Projection } from '../projections/projection.ts'
import { roadmapActions } from '../roadmaps/projection.ts'
import type { OpenDatabase } from './database.ts'

/** Every projection of the log; each keeps what it has read in memory, so every runner has its own. */
export const projections = (): Projection[] => [createActivity(), roadmapActions]

/** Builds what routes work with, on an open database. */
export const compose = (env: Env, { db, sql }: OpenDatabase, log: Logger): Deps => {
  const now = () => new Date()
  return {
    db,
    sql,
    env,
    log,
    now,
    auth: createAuth({ db, log, publicUrl: env.publicUrl, secret: env.secret }),
    rooms: { revoke: () => undefined },
    projections: createProjections({ db, log, projections: projections(), now }),
  }
}
