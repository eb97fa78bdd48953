import type { Locale } from 'shared/i18n/translate'
import type { NetworkCapability } from 'shared/permissions/capabilities'
import type { CommunityRole } from 'shared/permissions/roles'
import type { FullName } from 'shared/people/names'
import type { School } from './school.ts'

/** The answer of `GET /api/me`: who is signed in, from which school, and what they may do. */
export type Me = {
  person: FullName & {
    id: string
    shortName: string
    fullName: string
    initials: string
    email: string
    locale: Locale
  }
  school: School | null
  workplaces: School[]
  ownDevice: boolean
  network: { id: string; name: string; goal: string; timeZone: string; locale: Locale } | null
  communities: { id: string; name: string; kind: string; role: CommunityRole }[]
  abilities: NetworkCapability[]
}
