import { setTimeout as sleep } from 'node:timers/promises'
import type { LoadClient, Running } from './contender.ts'
import { memoryOf } from './machine.ts'
import { createTypist } from './typist.ts'
import { ROOM_SIZE } from './typing.ts'

const KB = 1024
/** Long enough for a server to tidy up after those who came. */
const SETTLE_MS = 12_000
const LEAVE_MS = 75_000

const LOOK_MS = 3_000
const REST_BYTES = 2 * KB * KB
const REST_LOOKS = 5
const REST_WITHIN_MS = 150_000

/** Memory once the server has come to rest: five looks within two megabytes, or what it is after so long. */
const memoryAtRest = async ({ processIds }: Running): Promise<number> => {
  const end = performance.now() + REST_WITHIN_MS
  const looks = [memoryOf(processIds)]
  for (;;) {
    await sleep(LOOK_MS)
    looks.push(memoryOf(processIds))
    const last = looks.slice(-REST_LOOKS)
    const isAtRest = looks.length >= REST_LOOKS && Math.max(...last) - Math.min(...last) < REST_BYTES
    if (isAtRest || performance.now() > end) return looks.at(-1) ?? 0
  }
}

const closeAll = (clients: readonly LoadClient[]) => clients.forEach((client) => client.close())

/** KB of server memory for one connection that does nothing, in rooms of ten. */
export const measureIdle = async (server: Running, connections: number): Promise<number> => {
  // What only the first ones cost is not theirs.
  const first = await server.connect(await server.aRoom(), 0)
  const before = await memoryAtRest(server)
  const clients: LoadClient[] = []
  let room = ''
  for (let index = 0; index < connections; index++) {
    if (index % ROOM_SIZE === 0) room = await server.aRoom()
    clients.push(await server.connect(room, index % ROOM_SIZE))
  }
  const grown = (await memoryAtRest(server)) - before
  closeAll([first, ...clients])
  return grown / connections / KB
}

const fill = async (server: Running, rooms: number, from: number): Promise<LoadClient[]> => {
  const clients: LoadClient[] = []
  for (let index = 0; index < rooms; index++) {
    const client = await server.connect(await server.aRoom(), index)
    client.send(createTypist(2_000_000 + from + index, 'a'.repeat(20 * KB)).first)
    clients.push(client)
  }
  await sleep(SETTLE_MS)
  return clients
}

export type Rooms = { perRoom: number; given: number | null; second: number | null }

/** KB a room of 20 KB costs; with `wait`, the share given back when all have left, and what as many again add. */
export const measureRooms = async (server: Running, rooms: number, wait: boolean): Promise<Rooms> => {
  await sleep(SETTLE_MS)
  const before = memoryOf(server.processIds)
  const clients = await fill(server, rooms, 0)
  const full = memoryOf(server.processIds)
  const perRoom = (full - before) / rooms / KB
  closeAll(clients)
  if (!wait) return { perRoom, given: null, second: null }
  await sleep(LEAVE_MS)
  const given = (full - memoryOf(server.processIds)) / (full - before)
  const again = await fill(server, rooms, rooms)
  const second = (memoryOf(server.processIds) - full) / (full - before)
  closeAll(again)
  return { perRoom, given, second }
}
