import { and, desc, eq, isNull, or, sql } from 'drizzle-orm'
import type { Db, Transaction } from '../connect.ts'
import { communities, invitations } from '../schema/communities.ts'
import { people } from '../schema/people.ts'
import { networks, schools } from '../schema/schools.ts'

export type InvitationRow = typeof invitations.$inferSelect
/** Hashes of what the holder brought: of the link's token or of the printed code. */
export type InvitationHashes = { tokenHash: string; codeHash: string }

export const insertInvitation = (db: Db, invitation: typeof invitations.$inferInsert) =>
  db.insert(invitations).values(invitation)

const withSurroundings = (db: Db, { tokenHash, codeHash }: InvitationHashes) =>
  db
    .select({
      invitation: invitations,
      school: schools,
      communityName: communities.name,
      networkName: sql<string | null>`coalesce(${networks.name}, (select name from network limit 1))`,
    })
    .from(invitations)
    .leftJoin(schools, eq(schools.id, invitations.schoolId))
    .leftJoin(communities, eq(communities.id, invitations.communityId))
    .leftJoin(networks, eq(networks.id, invitations.networkId))
    .where(or(eq(invitations.tokenHash, tokenHash), eq(invitations.codeHash, codeHash)))

/** Finds an invitation whatever its state. Reading it uses nothing up. */
export const findInvitation = async (db: Db, hashes: InvitationHashes) => {
  const [found] = await withSurroundings(db, hashes)
  return found ?? null
}
export type FoundInvitation = NonNullable<Awaited<ReturnType<typeof findInvitation>>>

/** The same, held until the transaction ends: of two people who accept at once the second sees it used. */
export const lockInvitation = async (
  tx: Transaction,
  hashes: InvitationHashes,
): Promise<FoundInvitation | null> => {
  const [found] = await withSurroundings(tx, hashes).for('update', { of: invitations })
  return found ?? null
}

export const consumeInvitation = (tx: Transaction, invitationId: string, personId: string, now: Date) =>
  tx.update(invitations).set({ usedAt: now, usedBy: personId }).where(eq(invitations.id, invitationId))

export const listInvitations = (db: Db, communityId: string) =>
  db
    .select({ invitation: invitations, school: schools, usedBy: people })
    .from(invitations)
    .leftJoin(schools, eq(schools.id, invitations.schoolId))
    .leftJoin(people, eq(people.id, invitations.usedBy))
    .where(eq(invitations.communityId, communityId))
    .orderBy(desc(invitations.createdAt), desc(invitations.id))

/** Takes an unused invitation of this community back; false when there is none. */
export const revokeInvitation = async (
  db: Db,
  communityId: string,
  invitationId: string,
  now: Date,
): Promise<boolean> => {
  const revoked = await db
    .update(invitations)
    .set({ revokedAt: now })
    .where(
      and(
        eq(invitations.id, invitationId),
        eq(invitations.communityId, communityId),
        isNull(invitations.usedAt),
      ),
    )
    .returning({ id: invitations.id })
  return revoked.length > 0
}

/** A new administrator link makes the older unused ones worthless. */
export const revokeAdministratorInvitations = (db: Db, now: Date) =>
  db
    .update(invitations)
    .set({ revokedAt: now })
    .where(
      and(eq(invitations.kind, 'administrator'), isNull(invitations.usedAt), isNull(invitations.revokedAt)),
    )
