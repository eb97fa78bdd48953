import type { Day } from '../calendar/days.ts'

/** An edit session that counts, as figures read it. */
export type CountedSession = {
  documentId: string
  personId: string
  /** The author's school at that time. */
  schoolId: string | null
  firstSeq: number
  startedAt: Date
  endedAt: Date
  /** Municipal day and Monday of the first update. */
  day: Day
  week: Day
}

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

/** Of capped sessions those that are credited as acts: at most five a person and day. */
export const creditActs = (capped: readonly CountedSession[]): CountedSession[] =>
  keepFirst(capped, ACTS_A_DAY, ({ personId, day }) => `${personId} ${day}`)
