import type { Transaction } from 'db/connect'
import { recordDeed } from 'db/queries/audit'
import { employ, endEmployment } from 'db/queries/employments'
import { readToday } from 'db/queries/networks'
import {
  countInstallationRole,
  deleteRoleGrants,
  findPerson,
  insertRoleGrant,
  lockInstallationRole,
  updatePerson,
} from 'db/queries/people'
import { INSTALLATION } from 'db/queries/access'
import { findSchool } from 'db/queries/schools'
import { deleteSessions } from 'db/queries/sessions'
import type { NetworkRole } from 'shared/permissions/roles'
import { problem, type Problem } from 'shared/protocol/problem'
import type { Authorized } from '../access/authorize.ts'
import { withdraw } from '../access/revoke.ts'
import type { Deps } from '../deps.ts'

type Manager = Authorized<'network.manage'>

/**
 * True when without this person nobody could administer the installation any more. Who asks holds the grants until her
 * transaction ends, so that two administrators cannot take each other's place away at once.
 */
const isLastAdministrator = async (tx: Transaction, personId: string): Promise<boolean> => {
  await lockInstallationRole(tx, 'systemAdministrator')
  return (await countInstallationRole(tx, 'systemAdministrator', personId)) === 0
}

/** Blocks a person: her sessions end and her rooms close at once. Or lets her in again. */
export const setPersonState = async (
  deps: Pick<Deps, 'db' | 'rooms'>,
  manager: Manager,
  personId: string,
  state: 'active' | 'blocked',
): Promise<Problem | null> => {
  if (!(await findPerson(deps.db, personId))) return problem('notFound')
  return withdraw(deps, { personId }, async (tx) => {
    if (state === 'blocked' && (await isLastAdministrator(tx, personId))) return problem('conflict')
    await updatePerson(tx, personId, { state })
    if (state === 'blocked') await deleteSessions(tx, personId)
    await recordDeed(tx, { actorId: manager.personId, action: `person.${state}`, subjectId: personId })
    return null
  })
}

const scopeOf = (role: NetworkRole, networkId: string) =>
  role === 'systemAdministrator'
    ? { role, scope: 'installation', scopeId: INSTALLATION }
    : { role, scope: 'network', scopeId: networkId }

/** Sets which roles the person holds in the network and over the installation. */
export const setNetworkRoles = async (
  deps: Pick<Deps, 'db' | 'rooms'>,
  manager: Manager,
  personId: string,
  roles: readonly NetworkRole[],
): Promise<Problem | null> => {
  if (!(await findPerson(deps.db, personId))) return problem('notFound')
  return withdraw(deps, { personId }, async (tx) => {
    if (!roles.includes('systemAdministrator') && (await isLastAdministrator(tx, personId)))
      return problem('conflict')
    await deleteRoleGrants(tx, personId, ['installation', 'network'])
    for (const role of roles)
      await insertRoleGrant(tx, { personId, ...scopeOf(role, manager.subject.networkId) })
    const deed = { actorId: manager.personId, action: 'person.roles', subjectId: personId }
    await recordDeed(tx, { ...deed, detail: roles.join(' ') })
    return null
  })
}

type Job = { personId: string; schoolId: string; jobTitle: string }

/** Employs a person at a school of the network from today. */
export const employPerson = async (
  { db }: Pick<Deps, 'db'>,
  manager: Manager,
  { personId, schoolId, jobTitle }: Job,
): Promise<Problem | null> => {
  const { networkId } = manager.subject
  if (!(await findPerson(db, personId))) return problem('notFound')
  if (!(await findSchool(db, networkId, schoolId))) return problem('invalid', { schoolId: 'notAllowed' })
  const today = await readToday(db, networkId)
  await db.transaction(async (tx) => {
    await employ(tx, { personId, schoolId, position: jobTitle, today })
    const deed = { actorId: manager.personId, action: 'person.employed', subjectId: personId }
    await recordDeed(tx, { ...deed, detail: schoolId })
  })
  return null
}

/** Ends a person's work at a school today; her sessions lose that workplace at once. */
export const dismissPerson = async (
  deps: Pick<Deps, 'db' | 'rooms'>,
  manager: Manager,
  { personId, schoolId }: Omit<Job, 'jobTitle'>,
): Promise<Problem | null> => {
  const today = await readToday(deps.db, manager.subject.networkId)
  return withdraw(deps, { personId }, async (tx) => {
    if (!(await endEmployment(tx, { personId, schoolId, today }))) return problem('notFound')
    const deed = { actorId: manager.personId, action: 'person.dismissed', subjectId: personId }
    await recordDeed(tx, { ...deed, detail: schoolId })
    return null
  })
}
