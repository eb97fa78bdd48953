import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import type { LoadClient, Running } from './contender.ts'
import { processorTime } from './machine.ts'
import { quantile } from './typing.ts'
import { createTypist } from './typist.ts'

const LETTER_MS = 50
const PRESENCE_MS = 1_000
/** So many readers look at the clock; the others only take what comes, or the load would measure itself. */
const LOOKING = 10
const PRESENT_FROM = 5_000_000

export type Fanout = { p50: number; p99: number; server: number }

const comeIn = async (server: Running, room: string, readers: number): Promise<LoadClient[]> => {
  const clients: LoadClient[] = []
  for (let index = 0; index < readers; index++) clients.push(await server.connect(room, index + 1))
  return clients
}

/** All readers say once a second where they are, evenly spread. */
const keepPresent = (clients: readonly LoadClient[]): NodeJS.Timeout => {
  let turn = 0
  const each = Math.max(1, Math.ceil(clients.length / (PRESENCE_MS / LETTER_MS)))
  return setInterval(() => {
    for (let count = 0; count < each; count++, turn++) {
      const index = turn % clients.length
      clients[index]?.present(PRESENT_FROM + index, 1 + Math.floor(turn / clients.length))
    }
  }, LETTER_MS)
}

/** One writes and many read, all of them present: how long a letter takes to a reader, and what that costs. */
export const measureFanout = async (
  server: Running,
  readers: number,
  milliseconds: number,
): Promise<Fanout> => {
  const room = await server.aRoom()
  const writer = await server.connect(room, 0)
  const typist = createTypist(4_000_000 + readers)
  writer.send(typist.first)
  const clients = await comeIn(server, room, readers)
  const sentAt: number[] = []
  const delays: number[] = []
  for (const client of clients.slice(0, LOOKING)) {
    let next = typist.clock()
    client.onUpdate((read) => {
      const end = Y.parseUpdateMeta(read()).to.get(typist.clientId) ?? next
      for (; next < end; next++) {
        const sent = sentAt[next]
        if (sent !== undefined) delays.push(performance.now() - sent)
      }
    })
  }
  const presence = keepPresent(clients)
  await sleep(PRESENCE_MS)
  const before = processorTime(server.processIds)
  for (let typed = 0; typed < milliseconds / LETTER_MS; typed++) {
    sentAt[typist.clock()] = performance.now()
    writer.send(typist.next())
    await sleep(LETTER_MS)
  }
  await sleep(PRESENCE_MS)
  clearInterval(presence)
  const cost = processorTime(server.processIds) - before
  for (const client of [writer, ...clients]) client.close()
  const sorted = delays.toSorted((one, other) => one - other)
  const deliveries = (delays.length / Math.min(LOOKING, readers)) * readers
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), server: cost / deliveries }
}
