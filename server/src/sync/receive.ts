import { setTimeout as pause } from 'node:timers/promises'
import { claimClients } from 'db/queries/rooms'
import type { RejectionReason } from 'shared/protocol/acknowledgement'
import { isCounted, isEmptyUpdate, readFrame } from 'shared/protocol/frames'
import type { Connection } from './connection.ts'
import { decode } from './gate/decode.ts'
import type { Verdict } from './gate.ts'
import type { Room } from './room.ts'

type Accepted = Extract<Verdict, { is: 'accepted' }>
type Arrival = { room: Room; connection: Connection; n: number; isStep2: boolean; update: Uint8Array }

const reject = ({ room, connection, n, isStep2 }: Arrival, reason: RejectionReason): void => {
  // What was held for this step 2 to bring is refused with it.
  if (isStep2) for (const held of connection.ledger.heldUpTo(n - 1)) connection.reject(held, reason)
  if (reason !== 'readOnly') connection.spoilt = reason
  room.reject(connection, n, reason)
}

/** The frame, and for a step 2 all frames held before it, wait for what the room has accepted by now. */
const waitFor = ({ room, connection, n, isStep2 }: Arrival, ticket: number): void => {
  connection.ledger.wait(n, ticket)
  if (isStep2) {
    connection.ledger.release(n, ticket)
    connection.spoilt = null
  }
  room.answer()
}

/** A viewer's frames change nothing; those that would bring nothing are harmless (SPEC R1). */
const receiveFromReader = (arrival: Arrival): void => {
  const { room, update } = arrival
  const isNothing = isEmptyUpdate(update) || decode(update)?.structs.length === 0
  if (isNothing) waitFor(arrival, room.flight.accepted())
  else reject(arrival, 'readOnly')
}

/** The client builds upon something we lack: ask for all it has, once; then it is its own document. */
const receiveGap = (arrival: Arrival): void => {
  const { room, connection, isStep2 } = arrival
  if (isStep2 || connection.spoilt) reject(arrival, connection.spoilt ?? 'malformed')
  else if (!connection.asked) room.ask(connection)
}

/** `update` is what the gate let through of the arrival's. */
const accept = (arrival: Arrival, update: Uint8Array): void => {
  const { room, connection } = arrival
  if (room.shadow.apply(update)) waitFor(arrival, room.accept(connection, update))
  else {
    room.forgetShadow()
    reject(arrival, 'malformed')
  }
}

/** A client id is somebody's when the log says so, or when its owner is in the room under it. */
const ownerOf = ({ room, connection }: Arrival, clientId: number): string | null | undefined => {
  const owner = room.owners.get(clientId)
  if (owner !== undefined) return owner
  const present = room.presence.personOf(clientId)
  return present === connection.personId ? undefined : present
}

/** Tells the author when it takes long, as for any other commit. */
const tellWhenStalled = async ({ room, connection }: Arrival, work: () => Promise<void>): Promise<void> => {
  const started = performance.now()
  const { stallMs } = room.deps.limits
  const timer = setTimeout(() => connection.tellStatus(false), stallMs)
  await work()
  clearTimeout(timer)
  if (performance.now() - started >= stallMs && room.canCommit) connection.tellStatus(true)
}

const claim = async ({ room, connection }: Arrival, clientIds: readonly number[]): Promise<void> => {
  const { db, limits, logger } = room.deps
  while (!connection.closed)
    try {
      const owners = await claimClients(db, room.documentId, clientIds, connection.personId)
      for (const [clientId, owner] of owners) room.owners.set(clientId, owner)
      return
    } catch (error) {
      logger.warn({ err: error }, 'a client id could not be claimed for now')
      await pause(limits.retryMs)
    }
}

/** Others' structs pass when the log holds them: this node may lag behind what the client has seen (SPEC G10). */
const judgeForeign = async (arrival: Arrival): Promise<void> => {
  const { room } = arrival
  await room.pull().catch(() => undefined)
  const verdict = room.shadow.judge(arrival.update)
  if (verdict.is === 'nothing') waitFor(arrival, room.flight.accepted())
  else if (verdict.is === 'accepted' && verdict.clients.every((id) => isOwn(arrival, id)))
    accept(arrival, verdict.update)
  else reject(arrival, 'foreignClient')
}

const isOwn = (arrival: Arrival, clientId: number): boolean =>
  ownerOf(arrival, clientId) === arrival.connection.personId

const receiveAccepted = (arrival: Arrival, { clients, update }: Accepted): void => {
  const { room, connection } = arrival
  if (clients.length > room.deps.limits.updateClients) {
    reject(arrival, 'tooLarge')
    return
  }
  const owners = clients.map((clientId) => ownerOf(arrival, clientId))
  if (owners.some((owner) => owner !== undefined && owner !== connection.personId))
    void connection.during(() => judgeForeign(arrival))
  else if (owners.includes(undefined))
    void connection.during(async () => {
      await tellWhenStalled(arrival, () => claim(arrival, clients))
      if (!connection.closed) receiveUpdate(arrival)
    })
  else accept(arrival, update)
}

const receiveUpdate = (arrival: Arrival): void => {
  const { room, connection, update } = arrival
  if (!connection.mayWrite) receiveFromReader(arrival)
  else if (isEmptyUpdate(update)) waitFor(arrival, room.flight.accepted())
  else if (room.isFull) connection.starved = true
  else if (room.state.bytes() + update.length > room.deps.limits.documentBytes) reject(arrival, 'tooLarge')
  else receiveJudged(arrival, room.shadow.judge(update))
}

const receiveJudged = (arrival: Arrival, verdict: Verdict): void => {
  if (verdict.is === 'accepted') receiveAccepted(arrival, verdict)
  else if (verdict.is === 'nothing') waitFor(arrival, arrival.room.flight.accepted())
  else if (verdict.is === 'missing') receiveGap(arrival)
  else reject(arrival, verdict.is)
}

/** A member's frame, in the order they came: the one way into a room. */
export const receive = (room: Room, connection: Connection, bytes: Uint8Array): void => {
  const n = isCounted(bytes) ? connection.ledger.begin() : 0
  const frame = readFrame(bytes)
  if (frame.kind === 'step2' || frame.kind === 'update') {
    const isStep2 = frame.kind === 'step2' && connection.asked
    if (isStep2) connection.asked = false
    receiveUpdate({ room, connection, n, isStep2, update: frame.update })
  } else if (n > 0) room.reject(connection, n, 'malformed')
  else if (frame.kind === 'awareness') room.presence.receive(connection, frame.states)
  else if (frame.kind === 'queryAwareness') room.tellPresence(connection)
  else if (frame.kind === 'step1') {
    try {
      room.join(connection, frame.stateVector)
    } catch {
      // A malformed state vector asks for nothing.
    }
  }
}
