import type { Db } from '../../src/connect.ts'
import { newId } from '../../src/id.ts'
import { communities, communityMembers } from '../../src/schema/communities.ts'
import type { DemoCalendar } from '../calendar.ts'
import { demoCommunities, type CommunityCode } from '../communities.ts'
import { registry, type DemoIds, type Registry } from './ids.ts'

const founderOf = (leads: Record<number, string>) => Number(Object.keys(leads)[0])

/** The three communities and who belongs to each, with which role and since when. */
export const loadCommunities = async (
  tx: Db,
  ids: DemoIds,
  calendar: DemoCalendar,
): Promise<Registry<CommunityCode>> => {
  const registered = registry<CommunityCode>('community')
  for (const { key, name, kind, goal, visibility, leads, joinedOn, joinedBy, members } of demoCommunities) {
    const id = newId()
    registered.set(key, id)
    await tx.insert(communities).values({
      id,
      networkId: ids.networkId,
      name,
      kind,
      goal,
      visibility,
      createdBy: ids.person(founderOf(leads)),
      createdAt: calendar.moment(joinedOn, '09:00'),
    })
    await tx.insert(communityMembers).values(
      members.map((number) => ({
        id: newId(),
        communityId: id,
        personId: ids.person(number),
        role: leads[number] ?? 'member',
        joinedBy,
        joinedOn: calendar.day(joinedOn),
      })),
    )
  }
  return registered
}
