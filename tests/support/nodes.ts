import type { Limits } from 'server/sync/limits'
import { must } from 'shared/must'
import { freshDatabase } from './database.ts'
import { openRaw } from './raw.ts'
import { startRedis, type Redis } from './redis.ts'
import { startServer, type TestServer } from './server.ts'
import { aTown } from './town.ts'

export const NODES_SECRET = 'the same for all nodes: thirty-two letters'

type Wish = {
  count?: number
  /** False: nobody wakes anybody, only Postgres is shared. */
  withRedis?: boolean
  roomLimits?: Partial<Limits>
}

/** Nodes of one installation in the test's own process: one database, one Redis. */
export const startNodes = async ({ count = 2, withRedis = true, roomLimits }: Wish = {}) => {
  const database = await freshDatabase()
  const redis: Redis | null = withRedis ? await startRedis() : null
  const settings = {
    SECRET: NODES_SECRET,
    ...(redis && { REDIS_URL: redis.url }),
  }
  const start = () => startServer({ databaseUrl: database.url, settings, ...(roomLimits && { roomLimits }) })
  const nodes: TestServer[] = []
  for (let index = 0; index < count; index++) nodes.push(await start())
  const stop = async () => {
    for (const node of nodes) await node.stop()
    await redis?.kill()
    await database.drop()
  }
  return { nodes, redis, database, start, stop }
}

export type Nodes = Awaited<ReturnType<typeof startNodes>>

/** A town that all nodes know; `at` gives one's address for a person. */
export const aTownOf = async ({ nodes: [first] }: Nodes) => {
  if (!first) throw new Error('a town needs a node')
  const town = await aTown(first)
  const at = (node: TestServer, { cookie }: { cookie: string }) => ({
    url: node.url,
    cookie,
    documentName: town.documentName,
  })
  return { ...town, at }
}

export const pairOf = ({ nodes }: Nodes) =>
  [must(nodes[0], 'a node'), must(nodes[1], 'another node')] as const

/** A writer and another one, each at a node of her own. */
export const openPair = async (nodes: Nodes) => {
  const town = await aTownOf(nodes)
  const [here, there] = pairOf(nodes)
  const [one, other] = [await town.someone('member'), await town.someone('member')]
  const mine = await openRaw(town.at(here, one))
  const hers = await openRaw(town.at(there, other))
  await Promise.all([mine.join(), hers.join()])
  return {
    town,
    here,
    there,
    one,
    other,
    mine,
    hers,
    close: () => [mine, hers].forEach((raw) => raw.close()),
  }
}

/** Longer than any test. */
export const NEVER = 600_000

export const calm = (milliseconds = 300) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Nodes to which only the poll brings anything across. */
export const startPolling = (): Promise<Nodes> =>
  startNodes({ withRedis: false, roomLimits: { pollMs: 300 } })
