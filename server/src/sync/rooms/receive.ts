import { setTimeout as pause } from 'node:timers/promises'
import { claimClients, readClients } from 'db/queries/rooms'
import type { RejectionReason } from 'shared/protocol/acknowledgement'
import { isCounted, isEmptyUpdate, readFrame } from 'shared/protocol/frames'
import * as Y from 'yjs'
import type { Connection } from '../doors/connection.ts'
import type { Verdict } from '../gate/gate.ts'
import type { LongAccepted } from '../long/work.ts'
import { rememberMeta } from '../state/meta.ts'
import type { Room } from './room.ts'
import { Unfit } from '../state/shadow.ts'
import { mayPass } from '../log/trouble.ts'

type Accepted = Extract<Verdict, { is: 'accepted' }>
/** A verdict, and whether it would still be given. */
type Judged = { verdict: Verdict | LongAccepted; stands: () => boolean }
type Arrival = {
  room: Room
  connection: Connection
  n: number
  isStep2: boolean
  update: Uint8Array
  /** The log was read to its end since it came. */
  hasPulled?: boolean
  /** It was so because the update writes under client ids of others: if it still does, it is refused. */
  isDoubtful?: boolean
}

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
  room.answerOne(connection)
}

/** All of it is accepted already, and perhaps not committed: when that is refused, it has to come again (SPEC A4). */
const leanOn = (arrival: Arrival): void => {
  const ticket = arrival.room.flight.accepted()
  arrival.connection.leansOn = ticket
  waitFor(arrival, ticket)
}

/** A viewer's frames change nothing; only one that brings nothing is not refused (SPEC R1). */
const receiveFromReader = (arrival: Arrival): void => {
  const { room, update } = arrival
  if (isEmptyUpdate(update)) waitFor(arrival, room.flight.accepted())
  else reject(arrival, 'readOnly')
}

/** The client builds upon something we lack: ask for all it has, once; then it is its own document. */
const receiveGap = (arrival: Arrival): void => {
  const { room, connection, isStep2 } = arrival
  if (isStep2 || connection.spoilt) reject(arrival, connection.spoilt ?? 'malformed')
  else if (!connection.asked) room.ask(connection)
}

/** Frames of the connection wait until it is done. */
const meanwhile = ({ room, connection }: Arrival, work: () => Promise<void>): void =>
  room.hear(connection, connection.during(work))

/** The shadow is made anew because of her; whoever wants more than her share of time is sent away (SPEC G15). */
const refuse = (arrival: Arrival, why: 'unfit' | 'effort'): void => {
  const { room, connection } = arrival
  room.efforts.spoilt(connection.personId)
  reject(arrival, why === 'effort' ? 'tooLarge' : 'malformed')
  if (why === 'effort') connection.close('tooLarge')
}

/** Piece by piece into the shadow, where nobody is judged meanwhile, then into the log (SPEC A11). */
const acceptLong = async (arrival: Arrival, { update, pieces, meta }: LongAccepted): Promise<void> => {
  const { room, connection } = arrival
  const taken = await room.accepted.take(pieces, room.efforts.placesOf(connection.personId))
  if (room.ended) return
  if (taken === 'lost') goOn(arrival)
  else if (taken !== 'taken') refuse(arrival, taken)
  else {
    rememberMeta(update, meta)
    waitFor(arrival, room.accept(connection, update))
  }
}

/** `update` is what the gate let through of the arrival's. */
const accept = (arrival: Arrival, verdict: Accepted | LongAccepted): void => {
  const { room, connection } = arrival
  const { update } = verdict
  if ('pieces' in verdict) {
    meanwhile(arrival, () => acceptLong(arrival, verdict))
    return
  }
  const taken = room.shadow.apply(update, room.efforts.placesOf(connection.personId))
  if (taken === 'taken') waitFor(arrival, room.accept(connection, update))
  else {
    room.forgetShadow()
    refuse(arrival, taken)
  }
}

/** Tells the author when it takes long, as for any other commit. */
const tellWhenStalled = async <T>({ room, connection }: Arrival, work: () => Promise<T>): Promise<T> => {
  const started = performance.now()
  const { stallMs } = room.deps.limits
  const timer = setTimeout(() => connection.tellStatus(false), stallMs)
  const done = await work().finally(() => clearTimeout(timer))
  if (performance.now() - started >= stallMs && room.canCommit) connection.tellStatus(true)
  return done
}

/**
 * Binds client ids to their writer, as far as nobody else's stand in the log (SPEC G10). Under one that the log does not
 * know yet, whoever is in the room with it and may write comes first: the frame of presence is there before the words.
 */
const bind = async ({ room, connection }: Arrival, clientIds: readonly number[]): Promise<void> => {
  const { documentId, owners, presence, efforts } = room
  efforts.claimed(connection.personId, clientIds.length)
  const isTaken = (clientId: number): boolean => {
    const writer = presence.writerOf(clientId)
    return writer !== undefined && writer !== connection.personId
  }
  const [taken, free] = [clientIds.filter(isTaken), clientIds.filter((clientId) => !isTaken(clientId))]
  const { db } = room.deps
  const bound = [
    ...(free.length > 0 ? await claimClients(db, documentId, free, connection.personId) : []),
    ...(taken.length > 0 ? await readClients(db, documentId, taken) : []),
  ]
  for (const [clientId, owner] of bound) owners.set(clientId, owner)
}

/** Gives false when they cannot be bound, now or ever. */
const claim = async (arrival: Arrival, clientIds: readonly number[]): Promise<boolean> => {
  const { limits, logger } = arrival.room.deps
  while (!arrival.connection.closed)
    try {
      await bind(arrival, clientIds)
      return true
    } catch (error) {
      logger.warn({ err: error }, 'a client id could not be claimed')
      if (!mayPass(error)) return false
      await pause(limits.retryMs)
    }
  return false
}

/** Others' structs pass when the log holds them: this node may lag behind what the client has seen (SPEC G10). */
const judgeForeign = async (arrival: Arrival): Promise<void> => {
  await arrival.room.pull()
  goOn({ ...arrival, hasPulled: true, isDoubtful: true })
}

/** After a wait: who has gone meanwhile, and perhaps her room with her, comes back with what was not answered. */
const goOn = (arrival: Arrival, judged?: Judged): void => {
  if (!arrival.connection.closed) receiveUpdate(arrival, judged)
}

const isOwn = ({ room, connection }: Arrival, clientId: number): boolean =>
  room.owners.get(clientId) === connection.personId

/** Judged at once: it stands until an update is judged against something else. */
const judge = ({ room, update }: Arrival): Judged => {
  const [accepted, head] = [room.flight.accepted(), room.state.head()]
  return {
    verdict: room.shadow.judge(update),
    stands: () => room.flight.accepted() === accepted && room.state.head() === head,
  }
}

/**
 * Judged in a thread, while others write on (SPEC A11). What lies where never changes, so what was accepted meanwhile takes
 * nothing from the verdict, unless it is of the same client ids, or something of before is not accepted any more.
 */
const judgeLong = async ({ room, connection, update }: Arrival): Promise<Judged | null> => {
  let losses = 0
  const verdict = await room.deps.long.judge(connection.personId, () => {
    losses = room.accepted.losses()
    // Who sends megabytes, goes and comes again must not keep all others waiting for the thread.
    return connection.closed ? null : { kind: room.kind, updates: room.updates(), update }
  })
  if (!verdict) return null
  if (verdict.is === 'unfit') throw new Unfit('a document cannot be put together')
  const begins = verdict.is === 'accepted' ? verdict.begins : []
  const isSame = ([client, clock]: [number, number]) => Y.getState(room.shadow.doc.store, client) === clock
  return { verdict, stands: () => room.accepted.losses() === losses && begins.every(isSame) }
}

const receiveLong = async (arrival: Arrival): Promise<void> => {
  const judged = await judgeLong(arrival)
  if (!judged) return
  // Rows of another node may be in the log and not here yet.
  if (judged.verdict.is === 'missing' && !arrival.hasPulled) {
    await arrival.room.pull()
    goOn({ ...arrival, hasPulled: true })
  } else goOn(arrival, judged)
}

/** Writes under client ids that this room has not asked about yet. */
const receiveUnbound = async (arrival: Arrival, judged: Judged, clients: number[]): Promise<void> => {
  const isBound = await tellWhenStalled(arrival, () => claim(arrival, clients))
  if (arrival.connection.closed) return
  if (!isBound) reject(arrival, 'malformed')
  else if (clients.every((clientId) => isOwn(arrival, clientId))) receiveUpdate(arrival, judged)
  else await judgeForeign(arrival)
}

const receiveAccepted = (arrival: Arrival, judged: Judged, verdict: Accepted): void => {
  const { room, connection, isDoubtful } = arrival
  const { clients } = verdict
  const owners = clients.map((clientId) => room.owners.get(clientId))
  if (clients.length > room.deps.limits.updateClients) reject(arrival, 'tooLarge')
  else if (owners.every((owner) => owner === connection.personId)) accept(arrival, verdict)
  else if (isDoubtful) reject(arrival, 'foreignClient')
  else if (owners.some((owner) => owner !== undefined && owner !== connection.personId))
    meanwhile(arrival, () => judgeForeign(arrival))
  else meanwhile(arrival, () => receiveUnbound(arrival, judged, clients))
}

/** Deletions make room, so there is some left for them. */
const hasNoRoom = ({ room, update }: Arrival): boolean => {
  const { documentBytes, deletionBytes } = room.deps.limits
  const most = update[0] === 0 ? documentBytes + deletionBytes : documentBytes
  return room.state.bytes() + update.length > most
}

/** Refused for now; the room asks for all of it again when there is time (SPEC L1). */
const postpone = (arrival: Arrival): void => {
  arrival.connection.starved = true
  reject(arrival, 'rate')
}

/** What would keep the process busy for long; deletions, which everybody sends with her step 2, are looked through quickly. */
const isHeavy = ({ room, update }: Arrival): boolean => {
  const { judgedApartBytes, longBytes } = room.deps.limits
  return update.length > (update[0] === 0 ? longBytes : judgedApartBytes)
}

const receiveUpdate = (arrival: Arrival, judged?: Judged): void => {
  const { room, connection, update } = arrival
  if (!connection.mayWrite) receiveFromReader(arrival)
  else if (isEmptyUpdate(update)) waitFor(arrival, room.flight.accepted())
  else if (room.isFull) connection.starved = true
  else if (room.isSpent(connection.personId)) postpone(arrival)
  else if (hasNoRoom(arrival)) reject(arrival, 'tooLarge')
  else if (room.accepted.isWanting())
    meanwhile(arrival, () => room.accepted.ready().then(() => goOn(arrival, judged)))
  else if (judged?.stands()) receiveJudged(arrival, judged)
  else if (isHeavy(arrival)) meanwhile(arrival, () => receiveLong(arrival))
  else room.efforts.count(connection.personId, update.length, () => receiveJudged(arrival, judge(arrival)))
}

const receiveJudged = (arrival: Arrival, judged: Judged): void => {
  const { verdict } = judged
  if (verdict.is === 'accepted') receiveAccepted(arrival, judged, verdict)
  else if (verdict.is === 'nothing') leanOn(arrival)
  else if (verdict.is === 'missing') receiveGap(arrival)
  else reject(arrival, verdict.is)
}

/** A state vector that cannot be read, or is longer than any document's, asks for nothing. */
const isStateVector = (bytes: Uint8Array, most: number): boolean => {
  try {
    return bytes.length <= most && Y.decodeStateVector(bytes).size >= 0
  } catch {
    return false
  }
}

/** Too fast: what the frame brought is not taken. The room asks for all of it again when there is time (SPEC L1). */
const refuseHaste = (room: Room, connection: Connection, n: number): void => {
  if (n === 0) return
  connection.spoilt = 'rate'
  connection.starved = true
  room.reject(connection, n, 'rate')
}

const take = (room: Room, connection: Connection, bytes: Uint8Array): void => {
  const n = isCounted(bytes) ? connection.ledger.begin() : 0
  if (!connection.keepsPace(bytes.length)) {
    refuseHaste(room, connection, n)
    return
  }
  const frame = readFrame(bytes)
  if (frame.kind === 'step2' || frame.kind === 'update') {
    const isStep2 = frame.kind === 'step2' && connection.asked
    if (isStep2) connection.asked = false
    receiveUpdate({ room, connection, n, isStep2, update: frame.update })
  } else if (n > 0) room.reject(connection, n, 'malformed')
  else if (frame.kind === 'awareness') room.presence.receive(connection, frame.states)
  else if (frame.kind === 'queryAwareness') {
    if (connection.mayHear()) room.tellPresence(connection)
  } else if (frame.kind === 'step1' && isStateVector(frame.stateVector, room.deps.limits.vectorBytes))
    room.join(connection, frame.stateVector)
}

/** A member's frame, in the order they came: the one way into a room. What goes wrong ends its connection alone. */
export const receive = (room: Room, connection: Connection, bytes: Uint8Array): void => {
  try {
    take(room, connection, bytes)
  } catch (error) {
    room.fail(connection, error)
  }
}
