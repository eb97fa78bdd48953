import { readHeads, type DocumentHead } from 'db/queries/rooms'
import { HEARTBEAT } from 'shared/protocol/frames'
import { withinTime } from '../../withinTime.ts'
import { afresh } from './afresh.ts'
import type { Compactor } from '../compaction/compact.ts'
import { bytesOf, easeMemory } from './memory.ts'
import { doubt } from './revoke.ts'
import type { Room } from './room.ts'
import type { RoomDeps } from './roomDeps.ts'
import type { OpenRooms } from './rooms.ts'

const LOOK_MS = 250

/** Stock clients take 30 s of silence for a dead line. */
const keepAlive = ({ connections }: OpenRooms, { limits }: RoomDeps): void => {
  const before = performance.now() - limits.heartbeatMs
  for (const connection of connections) if (connection.lastSentAt < before) connection.send(HEARTBEAT)
}

/** A session may have been used on, so its end is read anew (SPEC R4). */
const endExpired = async ({ connections }: OpenRooms, { admitter }: RoomDeps): Promise<void> => {
  const asked = [...connections]
  if (asked.length === 0) return
  const lasting = await admitter.lasting([...new Set(asked.map(({ who }) => who.sessionId))])
  for (const connection of asked) if (!lasting.has(connection.who.sessionId)) connection.close('signedOut')
}

/** What was missed when a wake-up or a withdrawal did not arrive (SPEC R3). */
const compare = async (open: OpenRooms, room: Room, head: DocumentHead | undefined): Promise<void> => {
  if (!head || head.trashed || head.gen !== room.gen) room.close('absent')
  if (!head || room.ended) return
  for (const member of [...room.members]) if (member.admission.aclEpoch !== head.aclEpoch) doubt(open, member)
  if (head.headSeq > room.state.head() && room.flight.isEmpty()) await room.pull()
}

const evictIdle = async (open: OpenRooms, { limits }: RoomDeps, compactor: Compactor): Promise<void> => {
  // When memory is scarce an empty room does not wait for somebody to come back.
  const isScarce = bytesOf(open.hot.values()) > limits.roomsBytes
  const isIdle = (room: Room) =>
    room.members.size === 0 &&
    room.flight.isEmpty() &&
    performance.now() - room.emptySince > (isScarce ? 0 : limits.idleRoomMs)
  for (const room of [...open.hot.values()]) {
    if (!room.ended && isIdle(room) && room.state.tail().rows >= limits.idleTailRows)
      await compactor.run(room)
    // Somebody may have come in meanwhile.
    if (!room.ended && !isIdle(room)) continue
    room.close('absent')
    if (open.hot.get(room.documentId) === room) open.hot.delete(room.documentId)
  }
}

/** Compares all open rooms with their documents: what no wake-up told is found here (SPEC K2). */
const compareAll = async (open: OpenRooms, deps: RoomDeps): Promise<void> => {
  const rooms = [...open.hot.values()].filter((room) => !room.ended)
  if (rooms.length === 0) return
  const documentIds = rooms.map((room) => room.documentId)
  const heads = await withinTime(readHeads(deps.db, documentIds), deps.limits.pollAnswerMs)
  const headOf = new Map(heads.map((head) => [head.id, head]))
  for (const room of rooms)
    // Not waited for: a room that takes long keeps no other waiting.
    compare(open, room, headOf.get(room.documentId)).catch((error: unknown) =>
      deps.logger.warn({ err: error, documentId: room.documentId }, 'an open room could not be compared'),
    )
}

/** Lets rooms say when Postgres has been out of reach for a while, and when it is back (SPEC K3). */
const createReach = (open: OpenRooms, { limits, logger }: RoomDeps) => {
  let lastAnswer = performance.now()
  let isCutOff = false
  const change = (to: boolean) => {
    isCutOff = to
    for (const room of open.hot.values()) room.cutOff(to)
  }
  return {
    answered: () => {
      lastAnswer = performance.now()
      if (isCutOff) change(false)
    },
    failed: (error: unknown) => {
      logger.warn({ err: error }, 'open rooms could not be compared')
      // Rooms that were opened meanwhile hear it too.
      if (performance.now() - lastAnswer > limits.cutOffMs) change(true)
    },
  }
}

const lookAfter = (open: OpenRooms, deps: RoomDeps): void => {
  deps.pace.look()
  for (const room of open.hot.values())
    try {
      room.watch()
    } catch (error) {
      deps.logger.error({ err: error, documentId: room.documentId }, 'a room could not be looked after')
      room.close('restarting')
    }
  easeMemory([...open.hot.values()], deps.limits)
  keepAlive(open, deps)
}

/** Looks after open rooms: slow lines, silence, missed changes, idleness. */
export const startWatch = (open: OpenRooms, deps: RoomDeps, compactor: Compactor) => {
  const reach = createReach(open, deps)
  const compareNow = afresh(() => compareAll(open, deps).then(reach.answered, reach.failed))
  const endNow = afresh(() =>
    endExpired(open, deps).catch((error: unknown) =>
      deps.logger.warn({ err: error }, 'sessions of open rooms could not be judged'),
    ),
  )
  const evictNow = afresh(() =>
    evictIdle(open, deps, compactor).catch((error: unknown) =>
      deps.logger.warn({ err: error }, 'empty rooms could not be closed'),
    ),
  )
  const timers = [
    setInterval(() => lookAfter(open, deps), LOOK_MS),
    setInterval(() => void compareNow(), deps.limits.pollMs),
    setInterval(() => void endNow(), deps.limits.sweepMs),
    // Apart: full states are stored before rooms go, and nobody stays signed in for as long as that takes (SPEC R4).
    setInterval(() => void evictNow(), deps.limits.sweepMs),
  ]
  for (const timer of timers) timer.unref()
  return { compare: () => void compareNow(), stop: () => timers.forEach(clearInterval) }
}
