import { eq, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { communities } from '../schema/communities.ts'
import { documents } from '../schema/documents.ts'
import { networks } from '../schema/schools.ts'

/** Stands for the installation itself in `role_grant.scope_id` (scope 'installation'). */
export const INSTALLATION = '00000000-0000-0000-0000-000000000000'

export type Surroundings = { networkId: string | null; communityId: string | null }

const rolesOf = (personId: string, { networkId, communityId }: Surroundings) => sql`
  with day as (select (now() at time zone time_zone)::date as today from network where id = ${networkId}),
  held as (
    select role from role_grant where person_id = ${personId} and (
      scope = 'installation'
      or (scope = 'network' and scope_id = ${networkId})
      or (scope = 'school' and scope_id in (select id from school where network_id = ${networkId})))
    union
    select 'teacher' from employment e join school s on s.id = e.school_id, day
    where e.person_id = ${personId} and s.network_id = ${networkId} and (e.until is null or e.until > today)
    union
    select role from community_member, day
    where person_id = ${personId} and community_id = ${communityId} and (left_on is null or left_on > today))
  select role from held where exists (select 1 from person where id = ${personId} and state = 'active')`

/**
 * Every role the person holds around a subject; none for a blocked person. The municipal day of leaving still counts
 * in figures, but no longer in rights.
 */
export const readRoles = async (db: Db, personId: string, around: Surroundings): Promise<string[]> => {
  const rows = await db.execute<{ role: string }>(rolesOf(personId, around))
  return rows.map(({ role }) => role)
}

/** The network with this id, or the only one there is when none is named. */
export const findNetworkSubject = async (db: Db, networkId?: string) => {
  const all = db.select({ networkId: networks.id }).from(networks)
  const [found] = await (networkId === undefined ? all.limit(1) : all.where(eq(networks.id, networkId)))
  return found ?? null
}

export const findCommunitySubject = async (db: Db, communityId: string) => {
  const [found] = await db
    .select({ communityId: communities.id, networkId: communities.networkId })
    .from(communities)
    .where(eq(communities.id, communityId))
  return found ?? null
}

export const findDocumentSubject = async (db: Db, documentId: string) => {
  const [found] = await db
    .select({
      documentId: documents.id,
      communityId: documents.communityId,
      networkId: communities.networkId,
      kind: documents.kind,
      state: documents.state,
      createdBy: documents.createdBy,
      trashedAt: documents.trashedAt,
    })
    .from(documents)
    .innerJoin(communities, eq(communities.id, documents.communityId))
    .where(eq(documents.id, documentId))
  return found ?? null
}
