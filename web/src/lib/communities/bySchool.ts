import type { Member } from 'shared/communities/community'
import type { School } from 'shared/schools/school'

export type SchoolGroup = { school: School | null; members: Member[] }

/** Members under their schools, in the order of the network; who works for none comes last. */
export const bySchool = (members: readonly Member[]): SchoolGroup[] => {
  const groups = new Map<string | null, SchoolGroup>()
  for (const member of members) {
    const key = member.school?.id ?? null
    const group = groups.get(key) ?? { school: member.school, members: [] }
    group.members.push(member)
    groups.set(key, group)
  }
  const place = ({ school }: SchoolGroup) => school?.position ?? Number.MAX_SAFE_INTEGER
  return [...groups.values()].sort((one, other) => place(one) - place(other))
}
