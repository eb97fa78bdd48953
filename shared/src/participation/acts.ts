import type { Day } from '../calendar/days.ts'

/** Something that a member did, as figures read it: an edit session that counts, or a comment (DOMAIN §3.0). */
export type Act = {
  documentId: string
  personId: string
  /** Her school at that time. */
  schoolId: string | null
  /** When it was done, or begun. */
  startedAt: Date
  /** Municipal day of that, and the Monday of its week. */
  day: Day
  week: Day
}

export type CountedSession = Act & { firstSeq: number; endedAt: Date }

/** Metrics take so many of a person's sessions in a document and day: the first ones (DOMAIN §3.0). */
export const SESSIONS_A_DAY = 3
/** So many acts of a person are credited a day: the first ones. */
export const ACTS_A_DAY = 5

const byTime = (one: CountedSession, other: CountedSession): number =>
  one.startedAt.getTime() - other.startedAt.getTime() ||
  one.documentId.localeCompare(other.documentId) ||
  one.firstSeq - other.firstSeq

/** Keeps the first `most` of each group. */
const keepFirst = <T>(list: readonly T[], most: number, groupOf: (entry: T) => string): T[] => {
  const counts = new Map<string, number>()
  return list.filter((entry) => {
    const count = (counts.get(groupOf(entry)) ?? 0) + 1
    counts.set(groupOf(entry), count)
    return count <= most
  })
}

/** The sessions that may enter any metric, in order of time: of members, at most three a person, document and day. */
export const capSessions = (
  sessions: readonly CountedSession[],
  members: ReadonlySet<string>,
): CountedSession[] =>
  keepFirst(
    sessions.filter(({ personId }) => members.has(personId)).toSorted(byTime),
    SESSIONS_A_DAY,
    ({ personId, documentId, day }) => `${personId} ${documentId} ${day}`,
  )

/** Of capped sessions and comments of members those that are credited: the first five of a person and day. */
export const creditActs = (capped: readonly CountedSession[], said: readonly Act[]): Act[] =>
  keepFirst(
    [...capped, ...said].toSorted((one, other) => one.startedAt.getTime() - other.startedAt.getTime()),
    ACTS_A_DAY,
    ({ personId, day }) => `${personId} ${day}`,
  )
