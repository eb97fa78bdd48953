import type { FoundInvitation, InvitationRow, listInvitations } from 'db/queries/invitations'
import type { Invitation, InvitationFace } from 'shared/invitations/invitation'
import { presentPersonName } from 'shared/people/person'
import { problem, type Problem } from 'shared/protocol/problem'
import { presentRole } from '../communities/present.ts'
import { presentSchool } from '../schools/present.ts'

type ListedRow = Awaited<ReturnType<typeof listInvitations>>[number]

const stateOf = (row: InvitationRow, now: Date): Invitation['state'] => {
  if (row.usedAt !== null) return 'used'
  if (row.revokedAt !== null) return 'revoked'
  return row.expiresAt <= now ? 'expired' : 'waiting'
}

/** Why an invitation can no longer be accepted, or null. Who revoked it is nobody's business: it is simply over. */
export const judgeInvitation = (row: InvitationRow, now: Date): Problem | null => {
  const state = stateOf(row, now)
  if (state === 'waiting') return null
  return problem(state === 'used' ? 'invitationUsed' : 'invitationExpired')
}

export const presentInvitation = ({ invitation, school, usedBy }: ListedRow, now: Date): Invitation => ({
  id: invitation.id,
  school: school && presentSchool(school),
  role: presentRole(invitation.role),
  email: invitation.email,
  createdAt: invitation.createdAt.toISOString(),
  expiresAt: invitation.expiresAt.toISOString(),
  state: stateOf(invitation, now),
  usedBy: usedBy && presentPersonName(usedBy),
})

export const presentFace = ({
  invitation,
  school,
  communityName,
  networkName,
}: FoundInvitation): InvitationFace => ({
  kind: invitation.kind === 'administrator' ? 'administrator' : 'member',
  networkName,
  school: school && presentSchool(school),
  community:
    invitation.communityId !== null && communityName !== null
      ? { id: invitation.communityId, name: communityName }
      : null,
  email: invitation.email,
  expiresAt: invitation.expiresAt.toISOString(),
})
