import { readDocumentIds } from 'db/queries/rooms'
import type { Withdrawal } from '../../access/revoke.ts'
import type { Connection } from '../doors/connection.ts'
import { readmit } from './readmit.ts'
import type { RoomDeps } from './roomDeps.ts'
import type { OpenRooms } from './rooms.ts'

export type { Withdrawal }

/** Null: the documents are not known, so everybody's rights are in doubt. */
const documentsMeant = async (deps: RoomDeps, withdrawal: Withdrawal): Promise<Set<string> | null> => {
  if (withdrawal.communityId === undefined) return null
  try {
    return new Set(await readDocumentIds(deps.db, withdrawal.communityId))
  } catch {
    return null
  }
}

const isMeant = (
  { who, admission }: Connection,
  { personId, sessionId, documentId }: Withdrawal,
  documents: Set<string> | null,
): boolean =>
  (personId === undefined || who.personId === personId) &&
  (sessionId === undefined || who.sessionId === sessionId) &&
  (documentId === undefined || admission.documentId === documentId) &&
  (documents === null || documents.has(admission.documentId))

/** Members are judged again at once; those still on their way in, when they arrive. */
export const doubt = ({ hot }: OpenRooms, connection: Connection): void => {
  const room = hot.get(connection.admission.documentId)
  if (room?.members.has(connection)) void readmit(room, connection)
  else connection.doubtful = true
}

/** Withdrawals of the last minute, for those whose admission had begun before. */
export const createRecent = ({ limits }: RoomDeps) => {
  let recent: { withdrawal: Withdrawal; at: number }[] = []
  return {
    note: (withdrawal: Withdrawal): void => {
      const at = performance.now()
      recent = [...recent.filter((one) => at - one.at < limits.admissionMs), { withdrawal, at }]
    },
    /** May be true of one that is not meant: then it is judged once more for nothing. */
    concerns: (connection: Connection): boolean =>
      recent.some(
        ({ withdrawal, at }) =>
          performance.now() - at < limits.admissionMs && isMeant(connection, withdrawal, null),
      ),
  }
}

export const revokeAccess = (open: OpenRooms, deps: RoomDeps, withdrawal: Withdrawal): void => {
  if (Object.keys(withdrawal).length === 0) throw new Error('a withdrawal must name somebody or something')
  documentsMeant(deps, withdrawal)
    .then((documents) => {
      for (const connection of [...open.connections])
        if (isMeant(connection, withdrawal, documents)) doubt(open, connection)
    })
    .catch((error: unknown) => deps.logger.error({ err: error }, 'a withdrawal was not told to all'))
}
