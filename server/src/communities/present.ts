import type { CommunityRow, MemberRow } from 'db/queries/communities'
import {
  communityKinds,
  communityVisibilities,
  type Community,
  type CommunityKind,
  type CommunitySummary,
  type Member,
} from 'shared/communities/community'
import { presentPersonName } from 'shared/people/person'
import type { CommunityCapability } from 'shared/permissions/capabilities'
import { communityRoles, type CommunityRole } from 'shared/permissions/roles'
import type { School } from 'shared/schools/school'
import type { WorkplaceRow } from '../people/present.ts'
import { presentSchool } from '../schools/present.ts'

export const presentKind = (kind: string): CommunityKind =>
  communityKinds.find((known) => known === kind) ?? 'subject'

/** What an unknown role may do is nothing; it shows as the least one. */
export const presentRole = (role: string): CommunityRole =>
  communityRoles.find((known) => known === role) ?? 'observer'

const presentFace = (row: CommunityRow) => ({
  id: row.id,
  name: row.name,
  kind: presentKind(row.kind),
  goal: row.goal,
  visibility: communityVisibilities.find((known) => known === row.visibility) ?? 'closed',
  createdAt: row.createdAt.toISOString(),
})

/** Each person's main workplace: the first one that the query gives. */
export type MainWorkplaces = ReadonlyMap<string, WorkplaceRow>

const schoolsOf = (members: readonly MemberRow[], workplaces: MainWorkplaces): School[] => {
  const rows = members.flatMap(({ personId }) => workplaces.get(personId)?.school ?? [])
  const distinct = new Map(rows.map((row) => [row.id, presentSchool(row)]))
  return [...distinct.values()].sort((one, other) => one.position - other.position)
}

export const presentSummary = (
  row: CommunityRow,
  members: readonly MemberRow[],
  workplaces: MainWorkplaces,
  personId: string,
): CommunitySummary => {
  const mine = members.find((member) => member.personId === personId)
  return {
    ...presentFace(row),
    role: mine ? presentRole(mine.role) : null,
    schools: schoolsOf(members, workplaces),
    memberCount: members.length,
  }
}

const presentMember = (member: MemberRow, workplace: WorkplaceRow | undefined): Member => ({
  person: presentPersonName({ ...member, id: member.personId }),
  school: workplace ? presentSchool(workplace.school) : null,
  position: workplace?.jobTitle ?? '',
  role: presentRole(member.role),
  joinedOn: member.joinedOn,
})

export const presentCommunity = (
  row: CommunityRow,
  members: readonly MemberRow[],
  workplaces: MainWorkplaces,
  abilities: CommunityCapability[],
): Community => ({
  ...presentFace(row),
  abilities,
  schools: schoolsOf(members, workplaces),
  members: members.map((member) => presentMember(member, workplaces.get(member.personId))),
})
