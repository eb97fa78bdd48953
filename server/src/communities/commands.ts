import { newId } from 'db/id'
import { recordDeed } from 'db/queries/audit'
import { insertCommunity, updateCommunity } from 'db/queries/communities'
import { countOtherLeaders, findRole, join, leave, lockMembers, setRole } from 'db/queries/members'
import { readToday } from 'db/queries/networks'
import type { Transaction } from 'db/connect'
import type { communityChange, communityInput } from 'shared/communities/community'
import type { CommunityRole } from 'shared/permissions/roles'
import { problem, type Problem } from 'shared/protocol/problem'
import type { z } from 'zod'
import type { Authorized } from '../access/authorize.ts'
import { withdraw } from '../access/revoke.ts'
import type { Deps } from '../deps.ts'

/** Founds a community; who founds it leads it. */
export const createCommunity = async (
  { db }: Pick<Deps, 'db'>,
  founder: Authorized<'community.create'>,
  input: z.infer<typeof communityInput>,
): Promise<{ id: string }> => {
  const { personId, subject } = founder
  const id = newId()
  const today = await readToday(db, subject.networkId)
  await db.transaction(async (tx) => {
    await insertCommunity(tx, { id, networkId: subject.networkId, createdBy: personId, ...input })
    await join(tx, { communityId: id, personId, role: 'leader', joinedBy: 'appointment', today })
  })
  return { id }
}

export const changeCommunity = (
  { db }: Pick<Deps, 'db'>,
  manager: Authorized<'community.manage'>,
  change: z.infer<typeof communityChange>,
) => updateCommunity(db, manager.subject.communityId, change)

type Membership = { communityId: string; personId: string }

/** A community is never left without a leader while it has one. */
const judgeLoss = async (tx: Transaction, membership: Membership): Promise<Problem | null> => {
  await lockMembers(tx, membership.communityId)
  const role = await findRole(tx, membership)
  if (role === null) return problem('notFound')
  if (role === 'leader' && (await countOtherLeaders(tx, membership)) === 0) return problem('conflict')
  return null
}

/** Gives a member another role; her open rooms are judged anew at once. */
export const changeMemberRole = (
  deps: Pick<Deps, 'db' | 'rooms'>,
  manager: Authorized<'community.manage'>,
  personId: string,
  role: CommunityRole,
): Promise<Problem | null> => {
  const membership = { communityId: manager.subject.communityId, personId }
  return withdraw(deps, membership, async (tx) => {
    const loss = await judgeLoss(tx, membership)
    if (loss?.problem === 'notFound' || (loss && role !== 'leader')) return loss
    await setRole(tx, membership, role)
    const deed = { actorId: manager.personId, action: 'member.role', subjectId: personId }
    await recordDeed(tx, { ...deed, communityId: membership.communityId, detail: role })
    return null
  })
}

/** Who goes of her own will, or who may manage and sends another away. */
export type Leaving =
  { self: Authorized<'community.read'> } | { by: Authorized<'community.manage'>; personId: string }

/** Ends a membership today: figures keep the day, rights and open rooms end at once. */
export const endMembership = async (
  deps: Pick<Deps, 'db' | 'rooms'>,
  leaving: Leaving,
): Promise<Problem | null> => {
  const { subject } = 'self' in leaving ? leaving.self : leaving.by
  const personId = 'self' in leaving ? leaving.self.personId : leaving.personId
  const membership = { communityId: subject.communityId, personId }
  const today = await readToday(deps.db, subject.networkId)
  return withdraw(deps, membership, async (tx) => {
    const loss = await judgeLoss(tx, membership)
    if (loss) return loss
    await leave(tx, membership, today)
    const { personId: actorId } = 'self' in leaving ? leaving.self : leaving.by
    const deed = { actorId, action: 'member.left', subjectId: personId }
    await recordDeed(tx, { ...deed, communityId: membership.communityId })
    return null
  })
}
