import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import type { Running } from './contender.ts'
import { createTypist } from './typist.ts'

const WRITERS = 10
const EACH_MS = 20

export type Durability = { acknowledged: number; lost: number; rounds: number }

/** The n-th letter of a typist has the clock n + 2; the paragraph she began with is her first edit. */
const clockAfter = (edits: number): number => (edits === 0 ? 0 : edits + 2)

const typeUntilKilled = async (server: Running, room: string, round: number) => {
  const writers = await Promise.all(
    Array.from({ length: WRITERS }, async (_, member) => {
      const client = await server.connect(room, member)
      const typist = createTypist(3_000_000 + round * 1_000 + member)
      const writer = { client, typist, acknowledged: 0 }
      client.onAcknowledged((n) => (writer.acknowledged = Math.max(writer.acknowledged, n)))
      client.send(typist.first)
      return writer
    }),
  )
  const timer = setInterval(
    () => writers.forEach(({ client, typist }) => client.send(typist.next())),
    EACH_MS,
  )
  await sleep(3_000 + Math.random() * 22_000)
  const ended = server.killAndRestart()
  clearInterval(timer)
  await ended
  writers.forEach(({ client }) => client.close())
  return writers
}

/** Kills the server under ten writers and counts the edits it had called safe that are not stored. */
export const measureDurability = async (server: Running, rounds: number): Promise<Durability | null> => {
  if (!server.stored) return null
  const result: Durability = { acknowledged: 0, lost: 0, rounds }
  for (let round = 0; round < rounds; round++) {
    const room = await server.aRoom()
    const writers = await typeUntilKilled(server, room, round)
    const stored = await server.stored(room)
    for (const { typist, acknowledged } of writers) {
      const clock = Y.getState(stored.store, typist.clientId)
      result.acknowledged += acknowledged
      result.lost += Math.min(acknowledged, Math.max(0, clockAfter(acknowledged) - clock))
    }
  }
  return result
}
