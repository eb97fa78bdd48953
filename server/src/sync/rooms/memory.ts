import type { Limits } from '../limits.ts'
import type { Room } from './room.ts'

export const bytesOf = (rooms: Iterable<Room>): number => {
  let sum = 0
  for (const room of rooms) sum += room.memoryBytes
  return sum
}

const isUnused = (room: Room, { judgedMs, largeBytes, largeJudgedMs }: Limits): boolean =>
  performance.now() - room.judgedAt > (room.state.bytes() > largeBytes ? largeJudgedMs : judgedMs)

/**
 * Lets go of what updates are judged against where nobody writes; when rooms hold too much, of the longest unused
 * (SPEC J9). It is made anew with the next update.
 */
export const easeMemory = (rooms: readonly Room[], limits: Limits): void => {
  const judging = rooms.filter((room) => room.shadowBytes > 0)
  for (const room of judging) if (isUnused(room, limits)) room.accepted.ease()
  let excess = bytesOf(rooms) - limits.roomsBytes
  for (const room of judging.toSorted((one, other) => one.judgedAt - other.judgedAt)) {
    if (excess <= 0) return
    excess -= room.shadowBytes
    room.accepted.ease()
  }
}
