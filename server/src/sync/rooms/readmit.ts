import { readHeads } from 'db/queries/rooms'
import type { CloseReason } from 'shared/protocol/close'
import type { Admission } from '../../access/admission.ts'
import type { Connection } from '../doors/connection.ts'
import type { Flying } from './landing.ts'
import type { Room } from './room.ts'

/** To who could read until now a withdrawal says so; a document that has gone is gone for everyone. */
const explain = async (room: Room): Promise<CloseReason> => {
  const [head] = await readHeads(room.deps.db, [room.documentId])
  return head && !head.trashed && head.gen === room.gen ? 'accessWithdrawn' : 'absent'
}

const judgeAgain = async (room: Room, connection: Connection): Promise<Admission | CloseReason> => {
  const admission = await room.deps.admitter.admit(connection.who, connection.name)
  if ('refused' in admission) return admission.refused === 'absent' ? explain(room) : admission.refused
  if (admission.gen !== room.gen) return 'absent'
  // A client learns its mode when it comes in, so another mode means coming in again.
  return admission.mode === connection.admission.mode ? admission : 'accessChanged'
}

/** `isLast` tells whether nothing has raised another doubt meanwhile: only then she hears again. */
const judgeMember = async (room: Room, connection: Connection, isLast: () => boolean): Promise<boolean> => {
  const judged = await judgeAgain(room, connection).catch((error: unknown): CloseReason => {
    room.deps.logger.warn({ err: error }, 'rights could not be judged')
    return 'restarting'
  })
  if (typeof judged === 'string') {
    connection.close(judged)
    return false
  }
  connection.admission = judged
  if (!isLast()) return true
  connection.suspended = false
  if (!connection.closed && !connection.lagging) room.catchUp(connection)
  return true
}

/**
 * Judges a member's rights again, delivering nothing meanwhile (SPEC R2). Gives true when it stays: then it hears what it
 * missed. A judgement that cannot be made ends the session too: it may come back when it can. Never rejects.
 */
export const readmit = (room: Room, connection: Connection): Promise<boolean> => {
  connection.suspended = true
  // One that has not begun yet will see what this doubt is about.
  if (connection.nextJudgement) return connection.nextJudgement
  const judged: Promise<boolean> = connection.judging
    .then(() => {
      connection.nextJudgement = null
      return judgeMember(room, connection, () => connection.judging === judged)
    })
    .catch((error: unknown) => {
      room.fail(connection, error)
      return false
    })
  connection.judging = judged
  connection.nextJudgement = judged
  return judged
}

/** Rights changed while entries were on their way: judged again, they go again in their order, or never. */
export const resubmit = (room: Room, connection: Connection, entries: readonly Flying[]): Promise<void> =>
  connection.during(async () => {
    if (!(await readmit(room, connection))) {
      room.refuse(entries)
      return
    }
    for (const entry of entries) {
      entry.aclEpoch = connection.admission.aclEpoch
      room.deps.log.append(entry)
    }
  })
