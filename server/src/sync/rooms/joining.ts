import { EMPTY_STEP_2 } from 'shared/protocol/frames'
import * as Y from 'yjs'
import type { Connection } from '../doors/connection.ts'
import type { Room } from './room.ts'

/** What a document held at `seq` beyond a state vector. */
type Difference = { seq: number; frames: Uint8Array[] }
/** Null when all who asked have gone before their turn came. */
type Comparison = { askers: Set<Connection>; run: Promise<Difference | null> }

/** Answers of a room to step 1: at once from bytes as they lie there, or from a thread when much has to be compared. */
export const createJoining = (room: Room) => {
  const { state, deps } = room
  /** By state vector: many come back with the same one at once, and are answered by one comparison. */
  const running = new Map<string, Comparison>()
  const answering = new WeakSet<Connection>()

  const isLong = (): boolean => state.bytes() > deps.limits.largeBytes
  /** Who knows nothing yet is sent bytes as they lie there. */
  const isNew = (stateVector: Uint8Array): boolean => Y.decodeStateVector(stateVector).size === 0

  const compare = async (
    { personId }: Connection,
    stateVector: Uint8Array,
    askers: ReadonlySet<Connection>,
  ): Promise<Difference | null> => {
    let seq = 0
    const frames = await deps.long.compare(personId, stateVector, () => {
      seq = state.head()
      return [...askers].every(({ closed }) => closed) ? null : state.updates()
    })
    return frames && { seq, frames }
  }

  const compareOnce = (connection: Connection, stateVector: Uint8Array): Promise<Difference | null> => {
    const key = Buffer.from(stateVector).toString('latin1')
    const known = running.get(key)
    if (known) {
      known.askers.add(connection)
      return known.run
    }
    const askers = new Set([connection])
    const run = compare(connection, stateVector, askers).finally(() => running.delete(key))
    running.set(key, { askers, run })
    return run
  }

  const answerLong = async (connection: Connection, stateVector: Uint8Array): Promise<void> => {
    answering.add(connection)
    const difference = await compareOnce(connection, stateVector)
    answering.delete(connection)
    if (!difference) return
    const { seq, frames } = difference
    // Her rights are being judged: asked again when that is done, unless she has asked anew.
    if (connection.suspended) connection.wanted ??= stateVector
    if (connection.suspended || connection.closed) return
    for (const frame of frames) connection.send(frame)
    // What was committed meanwhile; one who heard all along hears nothing twice.
    for (const frame of state.framesAfter(Math.max(seq, connection.sentSeq ?? 0))) connection.send(frame)
    connection.send(EMPTY_STEP_2)
    connection.sentSeq = state.head()
    answer(connection)
  }

  const answerShort = (connection: Connection, stateVector: Uint8Array): void => {
    for (const frame of state.joinFrames(stateVector)) connection.send(frame)
    connection.sentSeq = state.head()
  }
  /** False when she has asked so much, from however many connections, that others would wait for it. */
  const answerAtOnce = (connection: Connection, stateVector: Uint8Array): boolean =>
    room.efforts.answers(connection.personId, () => answerShort(connection, stateVector))

  /** Answers the newest question of the connection, if there is one and the line and the pace allow it (SPEC J7). */
  const answer = (connection: Connection): void => {
    const { wanted } = connection
    if (!wanted || answering.has(connection) || !connection.mayJoin()) return
    connection.wanted = null
    if (isNew(wanted)) answerShort(connection, wanted)
    else if (isLong() || !answerAtOnce(connection, wanted))
      room.hear(connection, answerLong(connection, wanted))
  }

  return { answer }
}

export type Joining = ReturnType<typeof createJoining>
