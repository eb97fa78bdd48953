import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import type { LoadClient, Running } from './contender.ts'
import { familyTime, processorTime } from './machine.ts'
import { createTypist, type Typist } from './typist.ts'

export const ROOM_SIZE = 10
const SETTLE_MS = 400
const LOOK_MS = 4
const PATIENCE_MS = 4_000

type Writer = { client: LoadClient; typist: Typist; sentAt: number[] }
export type Crowd = { writers: Writer[]; latencies: number[]; heard: { count: number }; close: () => void }

export type Measured = {
  /** Letters that reached another screen, a second. */
  offered: number
  delivered: number
  p50: number
  p99: number
  /** Microseconds of processor time for one delivery. */
  server: number
  postgres: number
}

/** The first member of each room looks into what it hears: when each letter of the others was sent. */
const watch = (writers: readonly Writer[], latencies: number[], heard: { count: number }): void => {
  // Her own letters come back to her from some servers, and from ours where they share a frame: no other screen is reached.
  const [first, ...others] = writers
  const known = new Map(others.map((writer) => [writer.typist.clientId, { writer, next: 0 }]))
  first?.client.onUpdate((read) => {
    const at = performance.now()
    for (const [clientId, end] of Y.parseUpdateMeta(read()).to) {
      const sender = known.get(clientId)
      if (!sender) continue
      for (let clock = Math.max(sender.next, 3); clock < end; clock++) {
        const sent = sender.writer.sentAt[clock]
        if (sent === undefined) continue
        latencies.push(at - sent)
        heard.count += 1
      }
      sender.next = Math.max(sender.next, end)
    }
  })
}

/** Rooms of ten people, each with a paragraph begun. */
export const gather = async (server: Running, rooms: number): Promise<Crowd> => {
  const crowd: Omit<Crowd, 'close'> = { writers: [], latencies: [], heard: { count: 0 } }
  for (let room = 0; room < rooms; room++) {
    const name = await server.aRoom()
    const members: Writer[] = []
    for (let member = 0; member < ROOM_SIZE; member++) {
      const client = await server.connect(name, member)
      const typist = createTypist(1_000_000 + room * 1_000 + member)
      client.send(typist.first)
      members.push({ client, typist, sentAt: [] })
    }
    watch(members, crowd.latencies, crowd.heard)
    crowd.writers.push(...members)
  }
  await sleep(1_000)
  return { ...crowd, close: () => crowd.writers.forEach(({ client }) => client.close()) }
}

export const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Infinity

/** Everybody types evenly, one after another, so that all together send `rate` letters a second. */
const type = async ({ writers }: Crowd, rate: number, milliseconds: number): Promise<number> => {
  const started = performance.now()
  let sent = 0
  for (let elapsed = 0; elapsed < milliseconds; elapsed = performance.now() - started) {
    for (const due = Math.floor((elapsed * rate) / 1_000); sent < due; sent++) {
      // Neighbours in time are of different rooms.
      const writer = writers[(sent * 7_919) % writers.length]
      if (!writer) continue
      writer.sentAt[writer.typist.clock()] = performance.now()
      writer.client.send(writer.typist.next())
    }
    await sleep(LOOK_MS)
  }
  return sent
}

/** Lets the crowd type at a load of `offered` deliveries a second and tells what came of it. */
export const measureTyping = async (
  server: Running,
  postgresId: number,
  crowd: Crowd,
  offered: number,
  milliseconds: number,
): Promise<Measured> => {
  const { latencies, heard } = crowd
  await type(crowd, offered / (ROOM_SIZE - 1), SETTLE_MS)
  await sleep(SETTLE_MS)
  latencies.length = 0
  heard.count = 0
  const [started, serverBefore, postgresBefore] = [
    performance.now(),
    processorTime(server.processIds),
    familyTime(postgresId),
  ]
  const sent = await type(crowd, offered / (ROOM_SIZE - 1), milliseconds)
  const expected = sent * ((ROOM_SIZE - 1) / ROOM_SIZE)
  const give = performance.now() + PATIENCE_MS
  // A few of the first member's own are rounded away.
  while (heard.count < expected * 0.995 && performance.now() < give) await sleep(10)
  const seconds = (performance.now() - started) / 1_000
  const deliveries = heard.count * ROOM_SIZE
  const sorted = latencies.toSorted((one, other) => one - other)
  return {
    offered,
    delivered: deliveries / seconds,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    server: (processorTime(server.processIds) - serverBefore) / deliveries,
    postgres: (familyTime(postgresId) - postgresBefore) / deliveries,
  }
}
