import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Sql } from 'db/connect'
import { newId } from 'db/id'
import { must } from 'shared/must'
import { io } from 'socket.io-client'
import * as Y from 'yjs'
import type { Contender, LoadClient, Running } from './contender.ts'
import { presenceOf } from './presence.ts'
import { openSocketClient, plain, type Dress } from './socketClient.ts'

const folder = fileURLToPath(new URL('./peers', import.meta.url))

/** Installs the peers, on the first run only, in a tree of their own. */
export const installPeers = async (): Promise<void> => {
  if (existsSync(path.join(folder, 'node_modules', '@hocuspocus'))) return
  const child = spawn(
    'npx',
    ['-y', 'pnpm@12', 'install', '--ignore-workspace', '--frozen-lockfile', '--ignore-scripts'],
    { cwd: folder, stdio: 'inherit' },
  )
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`the peers could not be installed: ${code}`)
}

/** Starts a peer's server as a process of its own. */
export const launch = async (file: string, env: Record<string, string>) => {
  const child: ChildProcess = spawn(process.execPath, [path.join(folder, file)], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(must(child.stdout, 'its output'), 'data')) as [Buffer]
  const url = must(/ready: (\S+)/.exec(line.toString())?.[1], `${file} to be ready`)
  const end = async (signal: NodeJS.Signals) => {
    const ended = once(child, 'close')
    child.kill(signal)
    await ended
  }
  return { processId: must(child.pid, 'its process id'), url, end }
}

type Peer = {
  name: string
  file: string
  env?: Record<string, string>
  connect: (url: string, room: string) => Promise<LoadClient>
  aStoredRoom?: Running['aStoredRoom']
  stored?: Running['stored']
}

const contenderOf = ({ name, file, env = {}, connect, aStoredRoom, stored }: Peer): Contender => ({
  name,
  start: async () => {
    let server = await launch(file, env)
    return {
      get processIds() {
        return [server.processId]
      },
      aRoom: () => Promise.resolve(newId()),
      aStoredRoom: aStoredRoom ?? null,
      stored: stored ?? null,
      connect: (room) => connect(server.url, room),
      killAndRestart: async () => {
        await server.end('SIGKILL')
        server = await launch(file, env)
      },
      stop: () => server.end('SIGKILL'),
    }
  },
})

const wsOf = (url: string, room: string) => `${url.replace(/^http/, 'ws')}/${room}`

export const yWebsocketServer = contenderOf({
  name: '@y/websocket-server, in memory',
  file: 'yWebsocketServer.js',
  connect: (url, room) => openSocketClient(wsOf(url, room), plain),
})

export const relay = contenderOf({
  name: 'bare relay of bytes',
  file: 'relay.js',
  connect: (url, room) => openSocketClient(wsOf(url, room), plain),
})

const SYNC_STATUS = 8
const TOKEN = Uint8Array.of(2, 0, 1, 120)
const dressOf = (room: string): Dress => ({
  prefix: Uint8Array.of(room.length, ...Buffer.from(room)),
  greeting: [TOKEN],
  // Every edit is answered by one message; it names none. The first answers the empty step 2.
  readAnswer: (frame, count) => (frame[0] === SYNC_STATUS && frame[1] === 1 ? count : null),
})

export const hocuspocus = (databaseUrl: string, sql: Sql) =>
  contenderOf({
    name: 'Hocuspocus, Postgres',
    file: 'hocuspocus.js',
    env: { DATABASE_URL: databaseUrl },
    connect: (url, room) => openSocketClient(url.replace(/^http/, 'ws'), dressOf(room)),
    aStoredRoom: async (state) => {
      const room = newId()
      await sql`insert into peer_document (name, data) values (${room}, ${state})`
      return room
    },
    stored: async (room) => {
      const [row] = await sql<{ data: Uint8Array }[]>`select data from peer_document where name = ${room}`
      const doc = new Y.Doc()
      if (row) Y.applyUpdate(doc, row.data)
      return doc
    },
  })

const openSocketIoClient = async (url: string, room: string): Promise<LoadClient> => {
  const socket = io(`${url}/yjs|${room}`, { transports: ['websocket'], forceNew: true })
  const opening: Uint8Array[] = []
  let listen: (read: () => Uint8Array) => void = () => undefined
  const empty = Uint8Array.of(0)
  // The server forgets listeners that come before its document: ask until it answers.
  const asked = new Promise<void>((resolve) => {
    const ask = setInterval(() => {
      socket.emit('sync-step-1', empty, (update: ArrayBuffer) => {
        if (opening.length === 0) opening.push(new Uint8Array(update))
        clearInterval(ask)
        resolve()
      })
    }, 50)
  })
  socket.on('sync-step-1', (_vector: unknown, answer: (update: Uint8Array) => void) =>
    answer(Uint8Array.of(0, 0)),
  )
  socket.on('sync-update', (update: ArrayBuffer) => listen(() => new Uint8Array(update)))
  await asked
  return {
    send: (update) => socket.emit('sync-update', update),
    present: (clientId, clock) => socket.emit('awareness-update', presenceOf(clientId, clock)),
    onUpdate: (listener) => (listen = listener),
    onAcknowledged: () => undefined,
    opening: () => opening,
    close: () => socket.disconnect(),
  }
}

export const ySocketIo = contenderOf({
  name: 'y-socket.io, in memory',
  file: 'ySocketIo.js',
  connect: openSocketIoClient,
})
