import type { Database } from 'db/connect'
import { listMemberships } from 'db/queries/communities'
import { listWorkplaces } from 'db/queries/employments'
import { findNetwork } from 'db/queries/networks'
import type { Me } from 'shared/people/outputs'
import { presentPersonName } from 'shared/people/person'
import { abilitiesOf } from 'shared/permissions/can'
import { installationCapabilities, networkCapabilities } from 'shared/permissions/capabilities'
import type { Session } from '../access/session.ts'
import { loadStanding } from '../access/standing.ts'
import { presentKind, presentRole } from '../communities/present.ts'
import { presentSchool } from '../schools/present.ts'
import { presentWorkplace } from './present.ts'

/** Everything a page needs to know of who looks at it. */
export const readMe = async (db: Database, session: Session): Promise<Me> => {
  const { personId, email, locale, ownDevice, schoolId } = session
  const [network, workplaces, communities] = await Promise.all([
    findNetwork(db),
    listWorkplaces(db, [personId]),
    listMemberships(db, personId),
  ])
  const standing = await loadStanding(db, personId, { networkId: network?.id ?? null })
  const current = workplaces.find(({ school }) => school.id === schoolId)
  return {
    person: { ...presentPersonName({ ...session, id: personId }), email, locale },
    school: current ? presentSchool(current.school) : null,
    workplaces: workplaces.map(presentWorkplace),
    ownDevice,
    network,
    communities: communities.map(({ id, name, kind, role }) => ({
      id,
      name,
      kind: presentKind(kind),
      role: presentRole(role),
    })),
    abilities: abilitiesOf(standing, [...installationCapabilities, ...networkCapabilities]),
  }
}
