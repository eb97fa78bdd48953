import { decodeAcknowledgement } from 'shared/protocol/acknowledgement'
import type { CloseReason } from 'shared/protocol/close'
import { isCounted, readFrame } from 'shared/protocol/frames'
import type { SignedIn } from '../../access/admission.ts'
import { withinTime } from '../../withinTime.ts'
import type { Connection, Door } from './connection.ts'
import type { Rooms } from '../rooms/rooms.ts'

/** Frames of one exchange: the question, and an update. */
const FRAMES_MAX = 4
/** What a commit may take; longer, and the answer goes without the acknowledgement, which the next exchange brings. */
const ANSWER_WITHIN = 20_000

export type Asked = { who: SignedIn; name: string; frames: readonly Uint8Array[] }
export type Exchanged = { frames: Uint8Array[] } | { refused: CloseReason }

/** Whether the frames ask for what others wrote. */
export const asks = (frames: readonly Uint8Array[]): boolean =>
  frames.some((frame) => readFrame(frame).kind === 'step1')

/** Gathers what a room says; `ended` resolves with the reason when the room ends the visit itself. */
const createVisit = (counted: number, isAsked: boolean) => {
  const frames: Uint8Array[] = []
  let [answered, told, finish]: [number, boolean, () => void] = [0, !isAsked, () => undefined]
  let refused: CloseReason | null = null
  const done = new Promise<void>((resolve) => (finish = resolve))
  const look = () => {
    if (answered >= counted && told) finish()
  }
  const hear = (frame: Uint8Array) => {
    frames.push(frame)
    const answer = decodeAcknowledgement(frame)
    if (answer?.kind === 'acknowledged' || answer?.kind === 'rejected')
      answered = Math.max(answered, answer.n)
    else if (!answer && readFrame(frame).kind === 'step2') told = true
    look()
  }
  const door: Door = {
    send: hear,
    sendLive: ({ frame }) => hear(frame),
    unsent: () => 0,
    backlog: () => 0,
    close: (reason) => {
      refused = reason
      finish()
    },
  }
  look()
  return { door, done, result: (): Exchanged => (refused ? { refused } : { frames }) }
}

/**
 * A short visit to a room: the frames go in as they would at any other door, and what the room says until it has
 * answered them comes back (SPEC X).
 */
export const exchange = async (rooms: Rooms, { who, name, frames }: Asked): Promise<Exchanged> => {
  const admission = await rooms.admitter.admit(who, name)
  if ('refused' in admission) return { refused: admission.refused }
  const taken = frames.slice(0, FRAMES_MAX)
  const visit = createVisit(taken.filter(isCounted).length, asks(taken))
  const connection: Connection = rooms.enter({ who, name, admission, door: visit.door, acknowledges: true })
  for (const frame of taken) connection.receive(frame)
  // Too late: what the room has said by then goes back.
  await withinTime(visit.done, ANSWER_WITHIN).catch(() => undefined)
  connection.left()
  return visit.result()
}
