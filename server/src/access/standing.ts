import type { Db } from 'db/connect'
import { readRoles } from 'db/queries/access'
import { can, type Standing } from 'shared/permissions/can'
import type { Capability } from 'shared/permissions/capabilities'
import { familyOf, type FoundSubject } from './subject.ts'

/** Loads every role the person holds around the subject. Who made a document but may no longer write is no creator. */
export const loadStanding = async (db: Db, personId: string, subject: FoundSubject): Promise<Standing> => {
  const { networkId, communityId = null, createdBy } = subject
  const roles = await readRoles(db, personId, { networkId, communityId })
  return { roles: createdBy === personId && can({ roles }, 'document.edit') ? [...roles, 'creator'] : roles }
}

/** Has the person any business with this kind of subject at all? If not, it does not exist for her. */
export const isInsider = (standing: Standing, capability: Capability): boolean =>
  familyOf(capability).some((other) => can(standing, other))
