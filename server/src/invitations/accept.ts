import type { Transaction } from 'db/connect'
import { INSTALLATION } from 'db/queries/access'
import { employ } from 'db/queries/employments'
import {
  consumeInvitation,
  findInvitation,
  lockInvitation,
  type InvitationHashes,
  type InvitationRow,
} from 'db/queries/invitations'
import { join } from 'db/queries/members'
import { findNetwork, readToday } from 'db/queries/networks'
import { insertPerson, insertRoleGrant } from 'db/queries/people'
import { setSessionSchool } from 'db/queries/sessions'
import type { AccountInput, InvitationFace } from 'shared/invitations/invitation'
import { fullName } from 'shared/people/names'
import { judgePassword } from 'shared/people/password'
import { isProblem, problem, type Problem } from 'shared/protocol/problem'
import { hashPassword } from '../access/passwords.ts'
import type { Session } from '../access/session.ts'
import type { Deps } from '../deps.ts'
import { judgeInvitation, presentFace } from './present.ts'

/** What the holder of a link sees before accepting. Looking uses nothing up. */
export const lookAtInvitation = async (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  hashes: InvitationHashes,
): Promise<InvitationFace | Problem> => {
  const found = await findInvitation(db, hashes)
  if (!found) return problem('notFound')
  return judgeInvitation(found.invitation, now()) ?? presentFace(found)
}

/** Brings the person where the invitation leads: to the installation's administration, or to a school and a community. */
const admitPerson = async (tx: Transaction, invitation: InvitationRow, personId: string): Promise<void> => {
  const { networkId, schoolId, communityId, role, position } = invitation
  if (invitation.kind === 'administrator') {
    const grant = { role: 'systemAdministrator', scope: 'installation', scopeId: INSTALLATION }
    await insertRoleGrant(tx, { personId, ...grant })
  }
  if (networkId === null) return
  const today = await readToday(tx, networkId)
  if (schoolId !== null) await employ(tx, { personId, schoolId, position, today })
  if (communityId !== null) await join(tx, { communityId, personId, role, joinedBy: 'invitation', today })
}

type Accepting = (tx: Transaction, invitation: InvitationRow) => Promise<string | Problem>

/** Judges, lets `who` say or make the person, and uses the invitation up: all or nothing. */
const accept = ({ db, now }: Pick<Deps, 'db' | 'now'>, hashes: InvitationHashes, who: Accepting) =>
  db.transaction(async (tx): Promise<{ personId: string; invitation: InvitationRow } | Problem> => {
    const found = await lockInvitation(tx, hashes)
    if (!found) return problem('notFound')
    const { invitation } = found
    const refused = judgeInvitation(invitation, now())
    if (refused) return refused
    const personId = await who(tx, invitation)
    if (isProblem(personId)) return personId
    await consumeInvitation(tx, invitation.id, personId, now())
    await admitPerson(tx, invitation, personId)
    return { personId, invitation }
  })

/** Accepts with a new account; `emailTaken` when there is one with this address already: sign in first. */
export const acceptWithAccount = async (
  deps: Pick<Deps, 'db' | 'now'>,
  hashes: InvitationHashes,
  { password, ...account }: AccountInput,
) => {
  const fault = judgePassword(password, [account.email, account.lastName, account.firstName])
  if (fault) return problem('weakPassword', { password: fault })
  // Hashing costs a tenth of a second of a core, so nobody gets it for a made-up link.
  const face = await lookAtInvitation(deps, hashes)
  if (isProblem(face)) return face
  const passwordHash = await hashPassword(password)
  return accept(deps, hashes, async (tx, invitation) => {
    if (invitation.email !== null && invitation.email !== account.email)
      return problem('invalid', { email: 'notAllowed' })
    const locale = account.locale ?? (await findNetwork(tx))?.locale ?? 'ru'
    const person = { ...account, name: fullName(account), locale }
    return (await insertPerson(tx, person, passwordHash)) ?? problem('emailTaken')
  })
}

/** Accepts as who is signed in. An invitation bound to another address is not hers. */
export const acceptSignedIn = async (
  deps: Pick<Deps, 'db' | 'now'>,
  hashes: InvitationHashes,
  session: Session,
) => {
  const accepted = await accept(deps, hashes, (_tx, invitation) =>
    Promise.resolve(
      invitation.email !== null && invitation.email !== session.email ? problem('denied') : session.personId,
    ),
  )
  if (!isProblem(accepted) && session.schoolId === null && accepted.invitation.schoolId !== null)
    await setSessionSchool(deps.db, session.sessionId, accepted.invitation.schoolId)
  return accepted
}
