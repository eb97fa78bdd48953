import type { Db } from 'db/connect'
import { readRoles } from 'db/queries/access'
import { can, type Standing } from 'shared/permissions/can'
import type { Capability } from 'shared/permissions/capabilities'
import { familyOf, type FoundSubject } from './subject.ts'

/** Loads every role the person holds around the subject. */
export const loadStanding = async (db: Db, personId: string, subject: FoundSubject): Promise<Standing> => ({
  roles: await readRoles(db, personId, {
    networkId: subject.networkId,
    communityId: subject.communityId ?? null,
  }),
})

/** Has the person any business with this kind of subject at all? If not, it does not exist for her. */
export const isInsider = (standing: Standing, capability: Capability): boolean =>
  familyOf(capability).some((other) => can(standing, other))
