import type { Database } from 'db/connect'
import {
  findCommunity,
  listCommunities,
  listMembers,
  listMemberships,
  type MemberRow,
} from 'db/queries/communities'
import { listWorkplaces } from 'db/queries/employments'
import { findNetwork } from 'db/queries/networks'
import {
  communityVisibilities,
  type Community,
  type CommunitySummary,
  type CommunityVisibility,
} from 'shared/communities/community'
import { must } from 'shared/must'
import { abilitiesOf, can, type Standing } from 'shared/permissions/can'
import { communityCapabilities } from 'shared/permissions/capabilities'
import type { Authorized } from '../access/authorize.ts'
import type { Session } from '../access/session.ts'
import { loadStanding } from '../access/standing.ts'
import { presentCommunity, presentSummary, type MainWorkplaces } from './present.ts'

const mainWorkplaces = async (db: Database, members: readonly MemberRow[]): Promise<MainWorkplaces> => {
  const rows = await listWorkplaces(db, [...new Set(members.map(({ personId }) => personId))])
  return new Map(rows.toReversed().map((row) => [row.personId, row]))
}

/** An administrator knows of all communities, the rest of the network of those that are not closed. */
const visibleTo = (standing: Standing): CommunityVisibility[] => {
  if (can(standing, 'network.manage')) return [...communityVisibilities]
  return can(standing, 'network.read') ? communityVisibilities.filter((one) => one !== 'closed') : []
}

/** My communities, and those that the network may know of; an administrator knows of all. Names and goals, no texts. */
export const listVisibleCommunities = async (
  db: Database,
  { personId }: Session,
): Promise<CommunitySummary[]> => {
  const network = await findNetwork(db)
  if (!network) return []
  const standing = await loadStanding(db, personId, { networkId: network.id })
  const own = await listMemberships(db, personId)
  const rows = await listCommunities(db, network.id, {
    visibilities: visibleTo(standing),
    ids: own.map(({ id }) => id),
  })
  const members = await listMembers(
    db,
    rows.map(({ id }) => id),
  )
  const workplaces = await mainWorkplaces(db, members)
  const inside = Map.groupBy(members, ({ communityId }) => communityId)
  return rows.map((row) => presentSummary(row, inside.get(row.id) ?? [], workplaces, personId))
}

export const readCommunity = async (
  db: Database,
  allowed: Authorized<'community.read'>,
): Promise<Community> => {
  const { communityId } = allowed.subject
  const row = must(await findCommunity(db, communityId), 'the community that was authorized')
  const members = await listMembers(db, [communityId])
  const abilities = abilitiesOf(allowed.standing, communityCapabilities)
  return presentCommunity(row, members, await mainWorkplaces(db, members), abilities)
}
