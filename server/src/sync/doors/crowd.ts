import type { Connection } from './connection.ts'
import type { Limits } from '../limits.ts'

/** Counts the open connections of sessions, people and documents, so that none takes the house for itself (SPEC L3). */
export const createCrowd = (limits: Limits) => {
  const counts = new Map<string, number>()

  const boundsOf = ({ who, admission }: Connection): [key: string, most: number][] => [
    [`session ${who.sessionId}`, limits.sessionConnections],
    [`person ${who.personId}`, limits.personConnections],
    [`person ${who.personId} in ${admission.documentId}`, limits.personRoomConnections],
    [`room ${admission.documentId}`, limits.roomConnections],
  ]
  const change = (key: string, by: 1 | -1): number => {
    const count = (counts.get(key) ?? 0) + by
    if (count > 0) counts.set(key, count)
    else counts.delete(key)
    return count
  }

  return {
    /** Counts one in until it closes; false when it is one too many. */
    enter: (connection: Connection): boolean => {
      const bounds = boundsOf(connection)
      connection.onClosed(() => {
        for (const [key] of bounds) change(key, -1)
      })
      return bounds.map(([key, most]) => change(key, 1) <= most).every(Boolean)
    },
  }
}

export type Crowd = ReturnType<typeof createCrowd>
