import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Database } from 'db/connect'
import { readRows, seedDocument } from 'db/queries/log'
import { storeSnapshot } from 'db/queries/snapshots'
import { decodeAcknowledgement } from 'shared/protocol/acknowledgement'
import { must } from 'shared/must'
import * as Y from 'yjs'
import { spawnServer, type SpawnedServer } from '../support/process.ts'
import { startRedis } from '../support/redis.ts'
import { aTown } from '../support/town.ts'
import { aDocument } from '../factories/document.ts'
import type { Contender, LoadClient, Running } from './contender.ts'
import { openSocketClient, plain, type Dress } from './socketClient.ts'
import { openChannel } from './tunnelClient.ts'

const PEOPLE = 10

const acknowledging: Dress = {
  ...plain,
  readAnswer: (frame) => {
    const answer = decodeAcknowledgement(frame)
    // The empty step 2 with which a client comes in is counted too.
    return answer?.kind === 'acknowledged' ? answer.n - 1 : null
  },
}

/** All rows, page by page: from snapshots a loss in the log would not be seen. */
const replay = async (db: Database, documentId: string): Promise<Y.Doc> => {
  const doc = new Y.Doc()
  for (let seq: number | undefined = 0; seq !== undefined;) {
    const rows = await readRows(db, documentId, seq)
    for (const { updates } of rows) for (const update of updates) Y.applyUpdate(doc, update)
    seq = rows.at(-1)?.seq
  }
  return doc
}

const keep = async (db: Database, documentId: string, state: Uint8Array): Promise<void> => {
  const seq = await db.transaction((tx) => seedDocument(tx, { documentId, updates: [state], at: new Date() }))
  const stateVector = Y.encodeStateVectorFromUpdate(state)
  await storeSnapshot(db, documentId, { gen: 1, seq, state, stateVector })
}

type Store = { url: string; db: Database; env?: Record<string, string> }
type Knock = (url: string, cookie: string, room: string) => Promise<LoadClient>
type Node = { server: SpawnedServer; url: string }

/** One Krug, or several that share all but their folders. */
const serve = async ({ url: databaseUrl, env = {} }: Store, folders: readonly string[]): Promise<Node[]> => {
  const nodes: Node[] = []
  for (const dataFolder of folders) {
    const server = spawnServer({
      settings: { DATABASE_URL: databaseUrl, DATA_DIR: dataFolder, LOG_LEVEL: 'warn', ...env },
    })
    nodes.push({ server, url: await server.ready })
  }
  return nodes
}

type Wish = { count: number; afterwards?: () => Promise<void> }

const start = async (
  store: Store,
  knock: Knock,
  { count, afterwards }: Wish = { count: 1 },
): Promise<Running> => {
  const { db } = store
  const folders = Array.from({ length: count }, () => mkdtempSync(path.join(os.tmpdir(), 'krug-load-')))
  let nodes = await serve(store, folders)
  const town = await aTown({ url: must(nodes[0], 'a node').url, deps: { db } })
  const cookies: string[] = []
  for (let person = 0; person < PEOPLE; person++) cookies.push((await town.someone('member')).cookie)
  const aRoom = async () => (await aDocument(db, { communityId: town.community.id, kind: 'lessonPlan' })).id
  const end = (signal: NodeJS.Signals) => Promise.all(nodes.map(({ server }) => server.kill(signal)))
  return {
    get processIds() {
      return nodes.map(({ server }) => must(server.process.pid, 'its process id'))
    },
    aRoom,
    aStoredRoom: async (state) => {
      const room = await aRoom()
      await keep(db, room, state)
      return room
    },
    stored: (room) => replay(db, room),
    // Members of a room are spread evenly over the nodes.
    connect: (room, member) =>
      knock(must(nodes[member % count], 'a node').url, cookies[member % PEOPLE] ?? '', room),
    killAndRestart: async () => {
      await end('SIGKILL')
      nodes = await serve(store, folders)
    },
    stop: async () => {
      await end('SIGTERM')
      await afterwards?.()
      for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    },
  }
}

const knockNative: Knock = (url, cookie, room) =>
  openSocketClient(`${url.replace(/^http/, 'ws')}/yjs/${room}?ack=1`, acknowledging, { cookie })

export const krugNative = (database: Store): Contender => ({
  name: 'Krug, native door',
  start: () => start(database, knockNative),
})

export const krugTunnel = (database: Store): Contender => ({
  name: 'Krug, tunnel',
  start: () => start(database, openChannel),
})

const NODES = 3

/** Nodes that share Postgres and a Redis; Redis, like Postgres, runs where the load does. */
const startNodes = async (database: Store): Promise<Running> => {
  const redis = await startRedis()
  const env = {
    ...database.env,
    REDIS_URL: redis.url,
    SECRET: 'the same for all nodes: thirty-two letters',
  }
  return start({ ...database, env }, knockNative, { count: NODES, afterwards: redis.kill })
}

/** What a community pays for several nodes: everything a letter costs is paid at each of them. */
export const krugNodes = (database: Store): Contender => ({
  name: `Krug, ${NODES} nodes`,
  start: () => startNodes(database),
  only: ['typing', 'fanout'],
})
