import { eq, inArray, sql } from 'drizzle-orm'
import type { Transaction } from '../connect.ts'
import { communityMembers } from '../schema/communities.ts'
import { documents } from '../schema/documents.ts'

type Reach = { personId?: string; communityId?: string; documentId?: string }

const communitiesOf = (tx: Transaction, personId: string) =>
  tx
    .select({ id: communityMembers.communityId })
    .from(communityMembers)
    .where(eq(communityMembers.personId, personId))

/**
 * Raises the epoch of every document whose rights may have changed, so that the append refuses rows judged before.
 * Rows are locked in id order, as the append does, and as weakly: a projection that only points at a document and its
 * community never waits for a change of rights, nor the change for it, which would be a deadlock.
 */
export const raiseAclEpoch = async (tx: Transaction, reach: Reach): Promise<void> => {
  const which = reach.documentId
    ? eq(documents.id, reach.documentId)
    : reach.communityId
      ? eq(documents.communityId, reach.communityId)
      : reach.personId
        ? inArray(documents.communityId, communitiesOf(tx, reach.personId))
        : undefined
  if (!which) return
  await tx
    .select({ id: documents.id })
    .from(documents)
    .where(which)
    .orderBy(documents.id)
    .for('no key update')
  await tx
    .update(documents)
    .set({ aclEpoch: sql`${documents.aclEpoch} + 1` })
    .where(which)
}
