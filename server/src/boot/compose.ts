import { connectWriter } from 'db/connect'
import { createAdmitter } from '../access/admit.ts'
import { createAuth } from '../access/auth.ts'
import { createActivity } from '../activity/projection.ts'
import type { Deps } from '../deps.ts'
import { createTexts } from '../documents/texts.ts'
import type { Env } from '../env.ts'
import type { Logger } from '../log.ts'
import { createProjections } from '../projections/runner.ts'
import type { Projection } from '../projections/projection.ts'
import { roadmapActions } from '../roadmaps/projection.ts'
import type { OpenCluster } from '../sync/cluster.ts'
import type { Limits } from '../sync/limits.ts'
import { createRooms } from '../sync/rooms.ts'
import { createHistory, type History } from '../versions/history.ts'
import { createAutomaticVersions } from '../versions/projection.ts'
import type { OpenDatabase } from './database.ts'

/** Every projection of the log; each keeps what it has read in memory, so every runner has its own. */
export const projections = (history: History): Projection[] => [
  createActivity(),
  roadmapActions,
  createAutomaticVersions(history),
]

type Wish = {
  /** Replaces single bounds of the rooms. */
  roomLimits?: Partial<Limits> | undefined
  cluster?: OpenCluster | null
}

/** Builds what routes work with, on an open database. */
export const compose = (
  env: Env,
  { db, sql, url }: OpenDatabase,
  log: Logger,
  { roomLimits = {}, cluster = null }: Wish = {},
): Deps => {
  const now = () => new Date()
  const auth = createAuth({ db, log, publicUrl: env.publicUrl, secret: env.secret })
  const history = createHistory()
  const readers = createProjections({ db, log, projections: projections(history), now })
  const admitter = createAdmitter({ db, auth, now })
  const openWriter = () => connectWriter(url)
  const rooms = createRooms({
    db,
    openWriter,
    log,
    admitter,
    now,
    limits: roomLimits,
    ...(cluster && { cluster }),
  })
  rooms.onCommitted((documentId) => readers.notify(documentId))
  const texts = createTexts(db)
  return { db, sql, env, log, now, auth, rooms, projections: readers, texts, history, cluster }
}
