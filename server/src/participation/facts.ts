import type { Db } from 'db/connect'
import {
  listCountedSessions,
  listCrossSchoolWeeks,
  listMainSchoolsOn,
  listMembersOn,
  listVisitors,
} from 'db/queries/participation'
import { findSchools, type SchoolRow } from 'db/queries/schools'
import { daysBetween, isWithin } from 'shared/calendar/days'
import { capSessions, type CountedSession, creditActs } from 'shared/participation/acts'
import { activeOf, participationOf, type Participation } from 'shared/participation/modes'
import type { Scope } from './scope.ts'

type MemberRow = Awaited<ReturnType<typeof listMembersOn>>[number]

/** All that a report is made of, read from the database once. */
export type Facts = {
  /** Members at the window's end, by name. */
  members: MemberRow[]
  /** Where each of them mainly worked then. */
  mainSchools: ReadonlyMap<string, string>
  /** Capped sessions of the window, and of the matrix. */
  sessions: CountedSession[]
  matrixSessions: CountedSession[]
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

const readActiveBefore = async (db: Db, scope: Scope, sessions: CountedSession[]) => {
  if (!canCompare(scope)) return null
  const { community, window } = scope
  const members = idsOf(await listMembersOn(db, community.id, window.previous.to))
  const before = sessions.filter(({ day }) => isWithin(day, window.previous))
  return activeOf(participationOf(members, creditActs(capSessions(before, members)), new Set()))
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
  const { community, window, matrix } = scope
  const from = window.previous.from < matrix.from ? window.previous.from : matrix.from
  const [all, people] = await Promise.all([
    listCountedSessions(db, community.id, { from, to: window.to }),
    readPeople(db, scope),
  ])
  const { members, mainSchools, visitors, crossSchoolWeeks } = people
  const capped = capSessions(all, idsOf(members))
  const sessions = capped.filter(({ day }) => isWithin(day, window))
  const matrixSessions = capped.filter(({ day }) => isWithin(day, matrix))
  const actedFor = matrixSessions.concat(sessions).flatMap(({ schoolId }) => schoolId ?? [])
  return {
    ...{ members, mainSchools, sessions, matrixSessions, crossSchoolWeeks },
    participation: participationOf(idsOf(members), creditActs(sessions), visitors),
    activeBefore: await readActiveBefore(db, scope, all),
    schools: await findSchools(db, [...new Set([...mainSchools.values(), ...actedFor])]),
  }
}
