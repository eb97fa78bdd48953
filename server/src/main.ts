import type { Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createApi } from './api.ts'
import { compose } from './boot/compose.ts'
import { openDatabase, type OpenDatabase } from './boot/database.ts'
import { openRoomDoors } from './boot/doors.ts'
import { closeServer, drain, type Ending } from './boot/drain.ts'
import { listen } from './boot/listen.ts'
import { createMetrics } from './boot/metrics.ts'
import { loadPages } from './boot/pages.ts'
import { serve, type Doors } from './boot/serve.ts'
import type { Deps } from './deps.ts'
import type { Env } from './env.ts'
import type { Logger } from './log.ts'
import { openCluster, type OpenCluster } from './sync/cluster/cluster.ts'
import type { Limits } from './sync/limits.ts'
import { startTidying } from './versions/retention.ts'

export type StartOptions = {
  log: Logger
  /** Tells the operator, in a sentence, what takes time or went wrong and was healed. */
  say?: (line: string) => void
  /** SvelteKit's handler; without it only the API is served. */
  pages?: string
  /** Other bounds of the rooms than sync/limits names. */
  roomLimits?: Partial<Limits>
  /** Told when the process cannot serve any more; it should end. */
  onLost?: (error: Error) => void
}

export type Running = {
  url: string
  deps: Deps
  /** Lets everything accepted reach the disk, tells clients to come back, ends. At most 25 s. */
  stop: () => Promise<void>
}

const open = async (env: Env, server: Server, options: StartOptions): Promise<OpenDatabase> => {
  try {
    return await openDatabase(env, {
      ...(options.say && { say: options.say }),
      ...(options.onLost && { onLost: options.onLost }),
    })
  } catch (error) {
    server.close()
    throw error
  }
}

const joinOthers = async ({ redisUrl, secret, port }: Env, log: Logger): Promise<OpenCluster | null> =>
  redisUrl === undefined ? null : openCluster({ url: redisUrl, secret, log, port })

/** Opens the API and the pages; both are reached through Node's own server. */
const openDoors = async (doors: Doors, deps: Deps, pages: string | undefined): Promise<void> => {
  const api = createApi(deps)
  doors.api = getRequestListener(api.fetch, { overrideGlobalObjects: false })
  if (!pages) return
  const answer = await loadPages(pages, deps.env.publicUrl)
  doors.pages = (request, response) =>
    answer(request, response, { api: { fetch: (asked) => api.fetch(asked, { incoming: request }) } })
}

/** Starts Krug: port, database, migrations, api, pages. Throws `BootFailure` or `DatabaseFailure`. */
export const start = async (settings: Env, options: StartOptions): Promise<Running> => {
  const { log } = options
  const { server, port } = await listen(settings.port, settings.host)
  const env = settings.port === 0 ? { ...settings, port, publicUrl: `http://localhost:${port}` } : settings
  const doors: Doors = { operations: { phase: 'starting', metricsToken: env.metricsToken } }
  serve(server, doors, log)
  const database = await open(env, server, options)
  const cluster = await joinOthers(env, log)
  const deps = compose(env, database, log, { roomLimits: options.roomLimits, cluster })
  doors.operations.sql = database.sql
  if (cluster) doors.operations.isRedisUp = cluster.isUp
  const figures = () => ({ ...deps.rooms.statistics(), ...cluster?.figures() })
  doors.operations.metrics = createMetrics(figures, deps.rooms.meters)
  await openDoors(doors, deps, options.pages)
  const closeRooms = openRoomDoors(server, deps)
  doors.operations.phase = 'serving'
  const endings: Ending[] = [
    { name: 'rooms', within: 6_000, end: closeRooms },
    { name: 'http', within: 6_000, end: () => closeServer(server) },
    { name: 'nodes', within: 1_000, end: () => Promise.resolve(cluster?.close()) },
    { name: 'tidying', within: 2_000, end: startTidying(deps) },
    { name: 'projections', within: 4_000, end: deps.projections.stop },
    { name: 'history', within: 1_000, end: deps.history.stop },
    { name: 'database', within: 14_000, end: database.close },
  ]
  const stop = () => {
    doors.operations.phase = 'stopping'
    return drain(endings, log)
  }
  return { url: env.publicUrl, deps, stop }
}
