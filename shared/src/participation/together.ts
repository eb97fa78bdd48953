import type { Day } from '../calendar/days.ts'
import type { Act, CountedSession } from './acts.ts'

/** Two sessions that overlap so long were written together. */
export const OVERLAP_MS = 2 * 60_000

/** What happened to a document in a week. */
export type DocumentWeek = {
  documentId: string
  week: Day
  /** Schools that wrote, in no order. */
  schoolIds: string[]
  people: number
  sessions: number
  /** People of different schools wrote (DOMAIN §3.0). */
  isCrossSchool: boolean
  /** Two of them at the same time. */
  isSynchronous: boolean
}

/** Different people, each for another school; without a workplace nobody stands for a school. */
const areOfTwoSchools = (one: CountedSession, other: CountedSession): boolean =>
  one.personId !== other.personId &&
  one.schoolId !== null &&
  other.schoolId !== null &&
  one.schoolId !== other.schoolId

/** `later` must not have begun before `one`. */
const doOverlap = (one: CountedSession, later: CountedSession): boolean =>
  Math.min(one.endedAt.getTime(), later.endedAt.getTime()) - later.startedAt.getTime() >= OVERLAP_MS

const isAnySynchronous = (sessions: readonly CountedSession[]): boolean => {
  const sorted = sessions.toSorted((one, other) => one.startedAt.getTime() - other.startedAt.getTime())
  return sorted.some((one, index) => {
    const rest = sorted.slice(index + 1)
    const end = rest.findIndex(({ startedAt }) => startedAt > one.endedAt)
    const meeting = end < 0 ? rest : rest.slice(0, end)
    return meeting.some((later) => areOfTwoSchools(one, later) && doOverlap(one, later))
  })
}

const describeWeek = (sessions: readonly CountedSession[]): Omit<DocumentWeek, 'documentId' | 'week'> => {
  const ofSchools = sessions.filter(({ schoolId }) => schoolId !== null)
  const schoolIds = [...new Set(ofSchools.flatMap(({ schoolId }) => schoolId ?? []))]
  const people = new Set(ofSchools.map(({ personId }) => personId))
  return {
    schoolIds,
    people: new Set(sessions.map(({ personId }) => personId)).size,
    sessions: sessions.length,
    // Two people and two schools among them: then some two people are of different schools.
    isCrossSchool: people.size > 1 && schoolIds.length > 1,
    isSynchronous: isAnySynchronous(ofSchools),
  }
}

const weekOf = ({ documentId, week }: Pick<Act, 'documentId' | 'week'>): string => `${week} ${documentId}`

/** Every document and week with capped sessions, oldest week first. */
export const documentWeeks = (capped: readonly CountedSession[]): DocumentWeek[] => {
  const groups = Map.groupBy(capped, weekOf)
  return [...groups].flatMap(([, sessions]) =>
    sessions[0]
      ? [{ documentId: sessions[0].documentId, week: sessions[0].week, ...describeWeek(sessions) }]
      : [],
  )
}

/** What was done to a document in a week, talk about it as well: of people and schools of both. */
export type SourceWeek = DocumentWeek & { comments: number }

/** The rows behind the figures, oldest week first. Only what was written makes a week of several schools. */
export const sourceWeeks = (capped: readonly CountedSession[], said: readonly Act[]): SourceWeek[] => {
  const written = new Map(documentWeeks(capped).map((entry) => [weekOf(entry), entry]))
  const spoken = Map.groupBy(said, weekOf)
  const groups = Map.groupBy([...capped, ...said], weekOf)
  const weeks = [...groups].flatMap(([key, [first, ...rest]]) => {
    if (!first) return []
    const acts = [first, ...rest]
    const writing = written.get(key)
    return {
      ...{ documentId: first.documentId, week: first.week },
      schoolIds: [...new Set(acts.flatMap(({ schoolId }) => schoolId ?? []))],
      people: new Set(acts.map(({ personId }) => personId)).size,
      sessions: writing?.sessions ?? 0,
      comments: spoken.get(key)?.length ?? 0,
      isCrossSchool: writing?.isCrossSchool ?? false,
      isSynchronous: writing?.isSynchronous ?? false,
    }
  })
  return weeks.toSorted((one, other) => one.week.localeCompare(other.week))
}

export type TogetherFigures = {
  /** Documents with at least one cross-school week, of those written in at all. */
  coEdited: number
  active: number
  /** Cross-school document-weeks, and those of them written at the same time. */
  weeks: number
  synchronous: number
  /** Median number of schools to an active document; null when none is active. */
  breadth: number | null
}

const median = (numbers: readonly number[]): number | null => {
  const sorted = numbers.toSorted((one, other) => one - other)
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** Documents written by several schools (DOMAIN §3.9). */
export const togetherFigures = (weeks: readonly DocumentWeek[]): TogetherFigures => {
  const crossing = weeks.filter(({ isCrossSchool }) => isCrossSchool)
  const byDocument = [...Map.groupBy(weeks, ({ documentId }) => documentId).values()]
  return {
    coEdited: new Set(crossing.map(({ documentId }) => documentId)).size,
    active: byDocument.length,
    weeks: crossing.length,
    synchronous: crossing.filter(({ isSynchronous }) => isSynchronous).length,
    breadth: median(byDocument.map((own) => new Set(own.flatMap(({ schoolIds }) => schoolIds)).size)),
  }
}
