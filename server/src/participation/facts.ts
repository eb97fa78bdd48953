import type { Db } from 'db/connect'
import {
  listCountedComments,
  listCountedSessions,
  listCrossSchoolWeeks,
  listMainSchoolsOn,
  listMembersOn,
  listVisitors,
} from 'db/queries/participation'
import { findSchools, type SchoolRow } from 'db/queries/schools'
import { daysBetween, type Interval, isWithin } from 'shared/calendar/days'
import { type Act, capSessions, type CountedSession, creditActs } from 'shared/participation/acts'
import { activeOf, participationOf, type Participation } from 'shared/participation/modes'
import type { Scope } from './scope.ts'

type MemberRow = Awaited<ReturnType<typeof listMembersOn>>[number]

/** All that a report is made of, read from the database once. */
export type Facts = {
  /** Members at the window's end, by name. */
  members: MemberRow[]
  /** Where each of them mainly worked then. */
  mainSchools: ReadonlyMap<string, string>
  /** Capped sessions of the window, and what members said. */
  sessions: CountedSession[]
  comments: Act[]
  /** What is credited of both, and the same of the matrix. */
  acts: Act[]
  matrixActs: Act[]
  participation: Map<string, Participation>
  /** Active in the window before; null when the community had hardly begun then. */
  activeBefore: ReadonlySet<string> | null
  crossSchoolWeeks: { week: string; newestDay: string }[]
  /** Schools of members and schools they acted for, in the order of the network. */
  schools: SchoolRow[]
}

const idsOf = (people: readonly { id: string }[]): Set<string> => new Set(people.map(({ id }) => id))

/** A window through less than half of which the community lived is nothing to compare with. */
const canCompare = ({ community, window: { previous } }: Scope): boolean =>
  daysBetween(previous.from, community.createdOn) * 2 <= daysBetween(previous.from, previous.to)

type Done = { sessions: CountedSession[]; comments: Act[] }

/** All that was done in the community within these days, by whomever. */
const readDone = async (db: Db, { community }: Scope, days: Interval): Promise<Done> => {
  const [sessions, comments] = await Promise.all([
    listCountedSessions(db, community.id, days),
    listCountedComments(db, community, days),
  ])
  return { sessions, comments }
}

/** Of that what these people did, as far as metrics take it. */
const doneBy = (members: ReadonlySet<string>, { sessions, comments }: Done): Done => ({
  sessions: capSessions(sessions, members),
  comments: comments.filter(({ personId }) => members.has(personId)),
})

const doneWithin = (interval: Interval, { sessions, comments }: Done): Done => ({
  sessions: sessions.filter(({ day }) => isWithin(day, interval)),
  comments: comments.filter(({ day }) => isWithin(day, interval)),
})

const actsOf = ({ sessions, comments }: Done): Act[] => creditActs(sessions, comments)

const readActiveBefore = async (db: Db, scope: Scope, done: Done) => {
  if (!canCompare(scope)) return null
  const { community, window } = scope
  const members = idsOf(await listMembersOn(db, community.id, window.previous.to))
  return activeOf(
    participationOf(members, actsOf(doneBy(members, doneWithin(window.previous, done))), new Set()),
  )
}

const readPeople = async (db: Db, { community, window, until }: Scope) => {
  const members = await listMembersOn(db, community.id, window.to)
  const personIds = members.map(({ id }) => id)
  const life = { from: '0001-01-01', to: until }
  const [mainSchools, visitors, crossSchoolWeeks] = await Promise.all([
    listMainSchoolsOn(db, personIds, window.to),
    listVisitors(db, community, window),
    listCrossSchoolWeeks(db, community.id, personIds, life),
  ])
  return { members, mainSchools, visitors, crossSchoolWeeks }
}

/** Reads the facts of a scope: acts of those who are no members at the window's end do not count (DOMAIN §3.0). */
export const readFacts = async (db: Db, scope: Scope): Promise<Facts> => {
  const { window, matrix } = scope
  const from = window.previous.from < matrix.from ? window.previous.from : matrix.from
  const [all, people] = await Promise.all([
    readDone(db, scope, { from, to: window.to }),
    readPeople(db, scope),
  ])
  const { members, mainSchools, visitors, crossSchoolWeeks } = people
  const memberIds = idsOf(members)
  const counted = doneBy(memberIds, all)
  const done = doneWithin(window, counted)
  const ofMatrix = doneWithin(matrix, counted)
  const acts = actsOf(done)
  const actedFor = [done, ofMatrix].flatMap(({ sessions, comments }) => [...sessions, ...comments])
  const schoolIds = [...mainSchools.values(), ...actedFor.flatMap(({ schoolId }) => schoolId ?? [])]
  return {
    ...{ members, mainSchools, crossSchoolWeeks, acts },
    ...done,
    matrixActs: actsOf(ofMatrix),
    participation: participationOf(memberIds, acts, visitors),
    activeBefore: await readActiveBefore(db, scope, all),
    schools: await findSchools(db, [...new Set(schoolIds)]),
  }
}
