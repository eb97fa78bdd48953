import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '../connect.ts'
import { newId } from '../id.ts'
import { communities, communityMembers } from '../schema/communities.ts'
import { networks } from '../schema/schools.ts'

type Membership = { communityId: string; personId: string }
type Joining = Membership & {
  role: string
  joinedBy: 'self' | 'invitation' | 'appointment'
  today: string
}

const current = ({ communityId, personId }: Membership) =>
  and(
    eq(communityMembers.communityId, communityId),
    eq(communityMembers.personId, personId),
    isNull(communityMembers.leftOn),
  )

/**
 * Holds one of these roles now: the same rule as `readRoles`, for lists that join communities and networks. The municipal
 * day of leaving gives no rights any more.
 */
export const isHolding = (roles: readonly string[]) =>
  and(
    inArray(communityMembers.role, [...roles]),
    sql`(${communityMembers.leftOn} is null
      or ${communityMembers.leftOn} > (now() at time zone ${networks.timeZone})::date)`,
  )

/** Changes of one community's members wait for each other, so that two leaders cannot leave it at once. */
export const lockMembers = (tx: Transaction, communityId: string) =>
  tx
    .select({ id: communities.id })
    .from(communities)
    .where(eq(communities.id, communityId))
    .for('no key update')

export const findRole = async (tx: Transaction, membership: Membership): Promise<string | null> => {
  const [found] = await tx
    .select({ role: communityMembers.role })
    .from(communityMembers)
    .where(current(membership))
  return found?.role ?? null
}

/** Makes her a member from today with this role; who is one already keeps her row and her role. */
export const join = async (
  tx: Transaction,
  { role, joinedBy, today, ...membership }: Joining,
): Promise<void> => {
  if (await findRole(tx, membership)) return
  await tx
    .insert(communityMembers)
    .values({ id: newId(), ...membership, role, joinedBy, joinedOn: today })
    .onConflictDoUpdate({
      target: [communityMembers.communityId, communityMembers.personId, communityMembers.joinedOn],
      set: { leftOn: null, role },
    })
}

export const setRole = (tx: Transaction, membership: Membership, role: string) =>
  tx.update(communityMembers).set({ role }).where(current(membership))

export const leave = (tx: Transaction, membership: Membership, today: string) =>
  tx.update(communityMembers).set({ leftOn: today }).where(current(membership))

/** How many others lead the community now. */
export const countOtherLeaders = async (
  tx: Transaction,
  { communityId, personId }: Membership,
): Promise<number> => {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(communityMembers)
    .where(
      and(
        eq(communityMembers.communityId, communityId),
        eq(communityMembers.role, 'leader'),
        isNull(communityMembers.leftOn),
        sql`${communityMembers.personId} <> ${personId}`,
      ),
    )
  return row?.count ?? 0
}
