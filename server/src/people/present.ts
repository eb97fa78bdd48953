import type { listWorkplaces } from 'db/queries/employments'
import type { listPeople } from 'db/queries/people'
import type { Colleague, Workplace } from 'shared/people/outputs'
import { presentPersonName } from 'shared/people/person'
import { networkRoles, type NetworkRole } from 'shared/permissions/roles'
import { presentSchool } from '../schools/present.ts'

export type WorkplaceRow = Awaited<ReturnType<typeof listWorkplaces>>[number]
type PersonRow = Awaited<ReturnType<typeof listPeople>>[number]

export const presentWorkplace = ({ school, jobTitle, isPrimary }: WorkplaceRow): Workplace => ({
  ...presentSchool(school),
  jobTitle,
  isPrimary,
})

const isNetworkRole = (role: string): role is NetworkRole =>
  (networkRoles as readonly string[]).includes(role)
const stateOf = (state: string) => (state === 'blocked' || state === 'anonymised' ? state : 'active')

export const presentColleague = (row: PersonRow, workplaces: readonly WorkplaceRow[]): Colleague => ({
  person: presentPersonName(row),
  email: row.email,
  state: stateOf(row.state),
  roles: row.roles.filter(isNetworkRole),
  workplaces: workplaces.map(presentWorkplace),
})
