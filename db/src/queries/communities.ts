import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import { isChange, type Change } from '../change.ts'
import type { Db } from '../connect.ts'
import { communities, communityMembers } from '../schema/communities.ts'
import { people } from '../schema/people.ts'
import { networks } from '../schema/schools.ts'

export type CommunityRow = typeof communities.$inferSelect

/** A member today: the municipal day of leaving still counts in figures, but no longer in rights. */
export const stillMember = sql`(${communityMembers.leftOn} is null
  or ${communityMembers.leftOn} > (now() at time zone ${networks.timeZone})::date)`

const membersToday = (db: Db) =>
  db
    .select({
      communityId: communityMembers.communityId,
      role: communityMembers.role,
      joinedOn: communityMembers.joinedOn,
      personId: people.id,
      lastName: people.lastName,
      firstName: people.firstName,
      patronymic: people.patronymic,
    })
    .from(communityMembers)
    .innerJoin(communities, eq(communities.id, communityMembers.communityId))
    .innerJoin(networks, eq(networks.id, communities.networkId))
    .innerJoin(people, eq(people.id, communityMembers.personId))

/** Today's members of these communities by name. */
export const listMembers = async (db: Db, communityIds: readonly string[]) =>
  communityIds.length === 0
    ? []
    : membersToday(db)
        .where(and(inArray(communityMembers.communityId, [...communityIds]), stillMember))
        .orderBy(asc(people.lastName), asc(people.firstName), asc(people.id))
export type MemberRow = Awaited<ReturnType<typeof listMembers>>[number]

/** The communities the person belongs to today. */
export const listMemberships = (db: Db, personId: string) =>
  db
    .select({
      id: communities.id,
      name: communities.name,
      kind: communities.kind,
      role: communityMembers.role,
    })
    .from(communityMembers)
    .innerJoin(communities, eq(communities.id, communityMembers.communityId))
    .innerJoin(networks, eq(networks.id, communities.networkId))
    .where(and(eq(communityMembers.personId, personId), stillMember))
    .orderBy(asc(communities.name))

/** Communities of the network with these visibilities, and those named by id, by name. */
export const listCommunities = (
  db: Db,
  networkId: string,
  { visibilities, ids }: { visibilities: readonly string[]; ids: readonly string[] },
): Promise<CommunityRow[]> =>
  db
    .select()
    .from(communities)
    .where(
      and(
        eq(communities.networkId, networkId),
        or(inArray(communities.visibility, [...visibilities]), inArray(communities.id, [...ids])),
      ),
    )
    .orderBy(asc(communities.name), asc(communities.id))

export const findCommunity = async (db: Db, communityId: string): Promise<CommunityRow | null> => {
  const [found] = await db.select().from(communities).where(eq(communities.id, communityId))
  return found ?? null
}

export const insertCommunity = (db: Db, community: typeof communities.$inferInsert) =>
  db.insert(communities).values(community)

export const updateCommunity = async (
  db: Db,
  communityId: string,
  change: Change<CommunityRow>,
): Promise<void> => {
  if (isChange(change)) await db.update(communities).set(change).where(eq(communities.id, communityId))
}
