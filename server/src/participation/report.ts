import { type Day, weeksIn } from 'shared/calendar/days'
import { activeFigures, activeSchools } from 'shared/participation/active'
import { continuityFigures, isHolidayWeek } from 'shared/participation/continuity'
import { buildMatrix, hideSmallSchools, type MatrixRow, PEOPLE_TO_SHOW } from 'shared/participation/matrix'
import { activeOf, countModes } from 'shared/participation/modes'
import { FORMULA_VERSION, type ParticipationReport } from 'shared/participation/report'
import { documentWeeks, togetherFigures } from 'shared/participation/together'
import { isSchool } from 'shared/schools/kinds'
import { presentSchool } from '../schools/present.ts'
import type { Facts } from './facts.ts'
import type { Scope } from './scope.ts'

export type Reader = { isModerator: boolean }

export const presentWindow = ({ window, today }: Scope): ParticipationReport['window'] => {
  const { kind, from, to, term, year, previous } = window
  return { kind, from, to, term, year, previous, isRunning: today < to }
}

const participantsOf = (facts: Facts, reader: Reader): ParticipationReport['participants'] => {
  const { members, participation, activeBefore } = facts
  const mayBreakDown = reader.isModerator || members.length >= PEOPLE_TO_SHOW
  return {
    ...activeFigures(activeOf(participation), members.length, activeBefore),
    modes: mayBreakDown ? countModes(participation) : null,
    acts: facts.acts.length,
  }
}

const schoolsOf = (facts: Facts): ParticipationReport['schools'] => {
  const { sessions, comments, acts, participation, mainSchools, schools } = facts
  const active = activeSchools(acts, activeOf(participation))
  const actedFor = [...sessions, ...comments].flatMap(({ schoolId }) => schoolId ?? [])
  const inScope = new Set([...mainSchools.values(), ...actedFor])
  // A resource centre helps schools and is not one of them (DOMAIN §3.2).
  const teaching = schools.map(presentSchool).filter((school) => isSchool(school) && inScope.has(school.id))
  return { n: teaching.filter(({ id }) => active.has(id)).length, base: teaching.length }
}

const continuityOf = (
  { community, until, holidays }: Scope,
  { crossSchoolWeeks }: Facts,
): ParticipationReport['continuity'] => {
  const days: Day[] = crossSchoolWeeks.map(({ newestDay }) => newestDay).toSorted()
  const crossing = {
    weeks: new Set(crossSchoolWeeks.map(({ week }) => week)),
    newestDay: days.at(-1) ?? null,
  }
  const since = community.createdOn < until ? community.createdOn : until
  return { since, ...continuityFigures({ from: since, to: until }, holidays, crossing) }
}

/** Who stands behind a row: who mainly works there, and who acted for it. */
const peopleBehind =
  ({ members, mainSchools, matrixActs }: Facts) =>
  (schoolId: string | null): Set<string> => {
    const workers = members.filter(({ id }) => (mainSchools.get(id) ?? null) === schoolId)
    const actors = matrixActs.filter((act) => act.schoolId === schoolId)
    return new Set([...workers.map(({ id }) => id), ...actors.map(({ personId }) => personId)])
  }

const matrixOf = (scope: Scope, facts: Facts, reader: Reader): ParticipationReport['matrix'] => {
  const weeks = weeksIn(scope.matrix)
  const schools = new Map(facts.schools.map((row) => [row.id, presentSchool(row)]))
  const whole = buildMatrix(facts.matrixActs, weeks, [...schools.keys()])
  const seen = reader.isModerator ? whole : hideSmallSchools(whole, peopleBehind(facts))
  const present = ({ schoolId, acts }: MatrixRow) => ({
    school: schoolId === null ? null : (schools.get(schoolId) ?? null),
    acts,
  })
  return {
    weeks: weeks.map((monday) => ({ monday, isHoliday: isHolidayWeek(monday, scope.holidays) })),
    rows: seen.rows.map(present),
    totals: seen.totals,
  }
}

/** Builds the page's figures from facts: pure, so that it can be tried with plain arrays. */
export const buildReport = (scope: Scope, facts: Facts, reader: Reader, now: Date): ParticipationReport => ({
  community: { id: scope.community.id, name: scope.community.name },
  asOf: now.toISOString(),
  formula: FORMULA_VERSION,
  until: scope.until,
  window: presentWindow(scope),
  term: scope.term,
  isModerator: reader.isModerator,
  participants: participantsOf(facts, reader),
  schools: schoolsOf(facts),
  documents: togetherFigures(documentWeeks(facts.sessions)),
  continuity: continuityOf(scope, facts),
  matrix: matrixOf(scope, facts, reader),
})
