import type { CommunityRole } from 'shared/permissions/roles'

export type CommunityCode = 'C1' | 'C2' | 'C3'

export type DemoCommunity = {
  key: CommunityCode
  name: string
  kind: string
  goal: string
  visibility: string
  joinedOn: string
  joinedBy: 'self' | 'appointment'
  /** Person number → role; the rest are members. */
  leads: Record<number, CommunityRole>
  members: number[]
}

/** DOMAIN §5.3. */
export const demoCommunities: DemoCommunity[] = [
  {
    key: 'C1',
    name: 'Математика без границ',
    kind: 'subject',
    goal: 'Ни один учитель математики не готовит урок в одиночку',
    visibility: 'open',
    joinedOn: '2026-08-31',
    joinedBy: 'self',
    leads: { 22: 'leader', 3: 'moderator' },
    members: [3, 5, 22, 23, 24, 25, 26, 27, 28, 29],
  },
  {
    key: 'C2',
    name: 'Управленческая мастерская',
    kind: 'administrative',
    goal: 'Каждая управленческая команда пишет свою программу перехода вместе с партнёрами и видит, что сделано',
    visibility: 'byRequest',
    joinedOn: '2026-09-10',
    joinedBy: 'appointment',
    leads: { 4: 'moderator', 1: 'leader' },
    members: [1, 4, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21],
  },
  {
    key: 'C3',
    name: 'Совет муниципальных методистов',
    kind: 'methodist',
    goal: 'Помощь методистов приходит в школу по её запросу, а не по плану проверок',
    visibility: 'closed',
    joinedOn: '2026-09-01',
    joinedBy: 'appointment',
    leads: { 6: 'leader' },
    members: [2, 3, 4, 5, 6, 7, 8],
  },
]
