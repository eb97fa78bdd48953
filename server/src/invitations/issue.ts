import type { Db } from 'db/connect'
import { newId } from 'db/id'
import { recordDeed } from 'db/queries/audit'
import {
  insertInvitation,
  listInvitations,
  revokeAdministratorInvitations,
  revokeInvitation,
} from 'db/queries/invitations'
import { countInstallationRole } from 'db/queries/people'
import { findSchool } from 'db/queries/schools'
import {
  INVITATION_DAYS,
  type Invitation,
  type InvitationMade,
  type invitationInput,
} from 'shared/invitations/invitation'
import { problem, type Problem } from 'shared/protocol/problem'
import type { z } from 'zod'
import type { Authorized } from '../access/authorize.ts'
import type { Deps } from '../deps.ts'
import type { Env } from '../env.ts'
import { presentInvitation } from './present.ts'
import { hashCode, hashToken, makeCode, makeToken } from './tokens.ts'

const expiryAfter = (now: Date): Date => new Date(now.getTime() + INVITATION_DAYS * 86_400_000)

type Issuer = Authorized<'community.invite'>

/** Invites somebody to a school and a community. Link and code are given this once; only their hashes are kept. */
export const inviteMember = async (
  { db, env, now }: Pick<Deps, 'db' | 'env' | 'now'>,
  issuer: Issuer,
  { email, ...input }: z.infer<typeof invitationInput>,
): Promise<InvitationMade | Problem> => {
  const { communityId, networkId } = issuer.subject
  if (!(await findSchool(db, networkId, input.schoolId)))
    return problem('invalid', { schoolId: 'notAllowed' })
  const [token, code, id, createdAt] = [makeToken(), makeCode(), newId(), now()]
  const expiresAt = expiryAfter(createdAt)
  const deed = { actorId: issuer.personId, action: 'invitation.made', subjectId: id, communityId }
  await db.transaction(async (tx) => {
    await insertInvitation(tx, {
      ...input,
      id,
      kind: 'member',
      tokenHash: hashToken(token),
      codeHash: hashCode(env.secret, code),
      email: email ?? null,
      communityId,
      networkId,
      createdBy: issuer.personId,
      createdAt,
      expiresAt,
    })
    await recordDeed(tx, { ...deed, detail: input.role })
  })
  return { id, link: `${env.publicUrl}/invitation/${token}`, code, expiresAt: expiresAt.toISOString() }
}

export const readInvitations = async (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  issuer: Issuer,
): Promise<Invitation[]> => {
  const rows = await listInvitations(db, issuer.subject.communityId)
  return rows.map((row) => presentInvitation(row, now()))
}

export const takeInvitationBack = async (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  issuer: Issuer,
  invitationId: string,
): Promise<Problem | null> =>
  (await revokeInvitation(db, issuer.subject.communityId, invitationId, now())) ? null : problem('notFound')

/** Is there anybody who can administer this installation? */
export const hasAdministrator = async (db: Db): Promise<boolean> =>
  (await countInstallationRole(db, 'systemAdministrator')) > 0

/**
 * A one-time link whose holder becomes system administrator: for the first start and for `krug create-admin`.
 * Older unused links of this kind are worth nothing any more.
 */
export const issueAdministratorLink = async (
  db: Db,
  { env, now }: { env: Pick<Env, 'publicUrl'>; now: Date },
): Promise<{ link: string; expiresAt: Date }> => {
  const token = makeToken()
  const expiresAt = expiryAfter(now)
  await revokeAdministratorInvitations(db, now)
  await insertInvitation(db, {
    id: newId(),
    kind: 'administrator',
    tokenHash: hashToken(token),
    createdAt: now,
    expiresAt,
  })
  return { link: `${env.publicUrl}/start/${token}`, expiresAt }
}
