import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Database } from 'db/connect'
import { readRows, seedDocument } from 'db/queries/log'
import { storeSnapshot } from 'db/queries/snapshots'
import { decodeAcknowledgement } from 'shared/protocol/acknowledgement'
import { must } from 'shared/must'
import * as Y from 'yjs'
import { spawnServer } from '../support/process.ts'
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

const store = async (db: Database, documentId: string, state: Uint8Array): Promise<void> => {
  const seq = await db.transaction((tx) => seedDocument(tx, { documentId, updates: [state], at: new Date() }))
  const stateVector = Y.encodeStateVectorFromUpdate(state)
  await storeSnapshot(db, documentId, { seq, state, stateVector })
}

type Store = { url: string; db: Database; env?: Record<string, string> }
type Knock = (url: string, cookie: string, room: string) => Promise<LoadClient>

const start = async ({ url: databaseUrl, db, env = {} }: Store, knock: Knock): Promise<Running> => {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'krug-load-'))
  const serve = async () => {
    const server = spawnServer({
      settings: { DATABASE_URL: databaseUrl, DATA_DIR: dataFolder, LOG_LEVEL: 'warn', ...env },
    })
    return { server, url: await server.ready }
  }
  let { server, url } = await serve()
  const town = await aTown({ url, deps: { db } })
  const cookies: string[] = []
  for (let person = 0; person < PEOPLE; person++) cookies.push((await town.someone('member')).cookie)
  const aRoom = async () => (await aDocument(db, { communityId: town.community.id, kind: 'lessonPlan' })).id
  return {
    get processId() {
      return must(server.process.pid, 'its process id')
    },
    aRoom,
    aStoredRoom: async (state) => {
      const room = await aRoom()
      await store(db, room, state)
      return room
    },
    stored: (room) => replay(db, room),
    connect: (room, member) => knock(url, cookies[member % PEOPLE] ?? '', room),
    killAndRestart: async () => {
      await server.kill('SIGKILL')
      ;({ server, url } = await serve())
    },
    stop: async () => {
      await server.kill('SIGTERM')
      rmSync(dataFolder, { recursive: true, force: true })
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
