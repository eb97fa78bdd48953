import { setTimeout as sleep } from 'node:timers/promises'
import type { Running } from './contender.ts'
import { memoryOf, processorTime } from './machine.ts'
import { createTypist } from './typist.ts'

const KB = 1024
const SIZE = 1_000 * KB

export type Storm = { all: number; server: number; memory: number }

/** Everybody comes at once into a document of a megabyte, as after a restart: until the last has it, and at what cost. */
export const measureStorm = async (server: Running, joiners: number): Promise<Storm> => {
  const words = createTypist(7_000_000, 'слово '.repeat(SIZE / 11))
  let room: string
  if (server.aStoredRoom) room = await server.aStoredRoom(words.first)
  else {
    // Kept in memory by one who stays.
    room = await server.aRoom()
    ;(await server.connect(room, 0)).send(words.first)
  }
  await sleep(2_000)
  const memory = memoryOf(server.processIds)
  const processor = processorTime(server.processIds)
  const started = performance.now()
  const clients = await Promise.all(
    Array.from({ length: joiners }, (_, index) => server.connect(room, index + 1)),
  )
  const all = performance.now() - started
  const taken = {
    all,
    server: (processorTime(server.processIds) - processor) / joiners / 1_000,
    memory: (memoryOf(server.processIds) - memory) / KB / KB,
  }
  for (const client of clients) client.close()
  await sleep(1_000)
  return taken
}
