import { bytesOf } from './rooms/memory.ts'
import type { RoomDeps } from './rooms/roomDeps.ts'
import type { OpenRooms } from './rooms/rooms.ts'

const sum = <T>(all: Iterable<T>, figure: (one: T) => number): number => {
  let total = 0
  for (const one of all) total += figure(one)
  return total
}

/** How the engine stands at this moment; counted when somebody asks. */
export const statisticsOf = ({ hot, connections }: OpenRooms, deps: RoomDeps) => ({
  rooms: hot.size,
  connections: connections.size,
  queuedBytes: deps.log.bytes(),
  stalledRooms: sum(hot.values(), (room) => (room.canCommit ? 0 : 1)),
  laggingConnections: sum(connections, (connection) => (connection.lagging ? 1 : 0)),
  /** What waits for the lines of clients. */
  unsentBytes: sum(connections, (connection) => connection.unsentBytes),
  /** Frames that wait for their answer. */
  openFrames: sum(connections, (connection) => connection.ledger.size()),
  /** Roughly, what open rooms hold in memory. */
  roomBytes: bytesOf(hot.values()),
})
