import { decodeAcknowledgement, type RejectionReason } from 'shared/protocol/acknowledgement'
import type { CloseReason } from 'shared/protocol/close'
import { encodeUpdate } from 'shared/protocol/frames'
import { problem, type Problem, type ProblemCode } from 'shared/protocol/problem'
import type { SignedIn } from '../access/admission.ts'
import type { Rooms } from '../sync/rooms.ts'

const ANSWER_MS = 20_000

const closed: Record<CloseReason, ProblemCode> = {
  signedOut: 'signedOut',
  accessWithdrawn: 'denied',
  absent: 'notFound',
  tooLarge: 'tooLarge',
  accessChanged: 'busy',
  restarting: 'busy',
  roomFull: 'busy',
  lagging: 'busy',
}

const rejected: Record<RejectionReason, ProblemCode> = {
  readOnly: 'denied',
  tooLarge: 'tooLarge',
  malformed: 'conflict',
  schema: 'conflict',
  foreignClient: 'conflict',
  rate: 'busy',
}

/** Seq of the log's newest row once the edit was in. */
export type Appended = { seq: number }

/**
 * Appends an edit in somebody's name, as if she had made it in her editor: the room judges her rights and the bytes,
 * commits, and shows it to everybody. 'busy' when no answer came in time; the edit may still be committed then.
 */
export const appendEdit = async (
  rooms: Rooms,
  who: SignedIn,
  name: string,
  update: Uint8Array,
): Promise<Appended | Problem> => {
  const admission = await rooms.admitter.admit(who, name)
  if ('refused' in admission) return problem(closed[admission.refused])
  if (admission.mode !== 'edit') return problem('denied')
  const { promise, resolve } = Promise.withResolvers<Appended | Problem>()
  const hear = (frame: Uint8Array): void => {
    const answer = decodeAcknowledgement(frame)
    if (answer?.kind === 'acknowledged') resolve({ seq: answer.seq })
    if (answer?.kind === 'rejected') resolve(problem(rejected[answer.reason]))
  }
  const door = {
    send: hear,
    sendLive: () => undefined,
    unsent: () => 0,
    backlog: () => 0,
    close: (reason: CloseReason) => resolve(problem(closed[reason])),
  }
  const connection = rooms.enter({ who, name, admission, door, acknowledges: true })
  connection.receive(encodeUpdate(update))
  const late = setTimeout(() => resolve(problem('busy')), ANSWER_MS)
  try {
    return await promise
  } finally {
    clearTimeout(late)
    connection.left()
  }
}
