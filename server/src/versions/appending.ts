import { decodeAcknowledgement, type RejectionReason } from 'shared/protocol/acknowledgement'
import { encodeUpdate } from 'shared/protocol/frames'
import { problem, type Problem, type ProblemCode } from 'shared/protocol/problem'
import type { SignedIn } from '../access/admission.ts'
import { exchange } from '../sync/doors/exchange.ts'
import { problemOfClose } from '../sync/doors/problems.ts'
import type { Rooms } from '../sync/rooms/rooms.ts'

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
  const exchanged = await exchange(rooms, { who, name, frames: [encodeUpdate(update)] })
  if ('refused' in exchanged) return problem(problemOfClose[exchanged.refused])
  for (const answer of exchanged.frames.map(decodeAcknowledgement)) {
    if (answer?.kind === 'acknowledged') return { seq: answer.seq }
    if (answer?.kind === 'rejected') return problem(rejected[answer.reason])
  }
  return problem('busy')
}
