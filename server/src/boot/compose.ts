import { createAdmitter } from '../access/admit.ts'
import { createAuth } from '../access/auth.ts'
import type { Deps } from '../deps.ts'
import { createTexts } from '../documents/texts.ts'
import type { Env } from '../env.ts'
import type { Logger } from '../log.ts'
import { createProjectionsApart } from '../projections/apart.ts'
import type { OpenCluster } from '../sync/cluster/cluster.ts'
import type { Limits } from '../sync/limits.ts'
import { createRooms } from '../sync/rooms/rooms.ts'
import { createHistory } from '../versions/history.ts'
import type { OpenDatabase } from './database.ts'

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
  const readers = createProjectionsApart({ url, level: env.logLevel }, log)
  const admitter = createAdmitter({ db, auth, now })
  const rooms = createRooms({
    db,
    url,
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
