import { recordDeed } from 'db/queries/audit'
import { consumePasswordLink, findPasswordLink, insertPasswordLink } from 'db/queries/passwordLinks'
import { findPerson, setPasswordHash } from 'db/queries/people'
import { deleteSessions } from 'db/queries/sessions'
import type { PasswordLinkFace, PasswordLinkMade } from 'shared/people/passwordLink'
import { PASSWORD_LINK_HOURS } from 'shared/people/passwordLink'
import { fullName } from 'shared/people/names'
import { judgePassword } from 'shared/people/password'
import { isProblem, problem, type Problem } from 'shared/protocol/problem'
import type { Authorized } from '../access/authorize.ts'
import { hashPassword } from '../access/passwords.ts'
import type { Deps } from '../deps.ts'
import { hashToken, makeToken } from '../invitations/tokens.ts'

/** A one-time link with which a person sets a new password herself: nobody else ever knows it. */
export const issuePasswordLink = async (
  { db, env, now }: Pick<Deps, 'db' | 'env' | 'now'>,
  manager: Authorized<'network.manage'>,
  personId: string,
): Promise<PasswordLinkMade | Problem> => {
  const person = await findPerson(db, personId)
  if (!person) return problem('notFound')
  if (person.state !== 'active') return problem('conflict')
  const token = makeToken()
  const expiresAt = new Date(now().getTime() + PASSWORD_LINK_HOURS * 3_600_000)
  await db.transaction(async (tx) => {
    await insertPasswordLink(tx, { tokenHash: hashToken(token), personId, now: now(), expiresAt })
    await recordDeed(tx, { actorId: manager.personId, action: 'person.passwordLink', subjectId: personId })
  })
  return { link: `${env.publicUrl}/password/${token}`, expiresAt: expiresAt.toISOString() }
}

/** For whom the link is. Looking uses nothing up. */
export const lookAtPasswordLink = async (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  token: string,
): Promise<PasswordLinkFace | Problem> => {
  const found = await findPasswordLink(db, hashToken(token), now())
  return found ? { email: found.email, fullName: fullName(found) } : problem('notFound')
}

/** Sets the password, uses the link up and ends every session of the person. Gives her address, to sign in with. */
export const usePasswordLink = async (
  { db, rooms, now }: Pick<Deps, 'db' | 'rooms' | 'now'>,
  token: string,
  password: string,
): Promise<{ email: string } | Problem> => {
  const tokenHash = hashToken(token)
  const found = await findPasswordLink(db, tokenHash, now())
  if (!found) return problem('notFound')
  const { personId, email, lastName, firstName } = found
  const fault = judgePassword(password, [email, lastName, firstName])
  if (fault) return problem('weakPassword', { password: fault })
  const passwordHash = await hashPassword(password)
  const ended = await db.transaction(async (tx) => {
    if (!(await consumePasswordLink(tx, tokenHash))) return problem('notFound')
    await setPasswordHash(tx, personId, passwordHash)
    return deleteSessions(tx, personId)
  })
  if (isProblem(ended)) return ended
  for (const { id } of ended) rooms.revoke({ sessionId: id })
  return { email }
}
