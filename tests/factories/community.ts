import type { Db } from 'db/connect'
import { newId } from 'db/id'
import { communities, communityMembers } from 'db/schema/communities'
import { must } from 'shared/must'
import type { CommunityRole } from 'shared/permissions/roles'
import { aNetwork } from './network.ts'
import { next } from './next.ts'
import { aPerson } from './person.ts'

type Wish = Partial<typeof communities.$inferInsert>

export const aCommunity = async (db: Db, wish: Wish = {}) => {
  const [made] = await db
    .insert(communities)
    .values({
      id: newId(),
      networkId: wish.networkId ?? (await aNetwork(db)).id,
      name: `Сообщество учителей математики ${next()}`,
      ...wish,
    })
    .returning()
  return must(made, 'a community')
}

type MemberWish = {
  communityId?: string
  personId?: string
  role?: CommunityRole
  joinedOn?: string
  leftOn?: string
}

/** A membership; person and community are made when not named. */
export const aMember = async (db: Db, { communityId, personId, ...wish }: MemberWish = {}) => {
  const [made] = await db
    .insert(communityMembers)
    .values({
      id: newId(),
      communityId: communityId ?? (await aCommunity(db)).id,
      personId: personId ?? (await aPerson(db)).id,
      role: 'member',
      joinedOn: '2026-09-01',
      ...wish,
    })
    .returning()
  return must(made, 'a membership')
}
