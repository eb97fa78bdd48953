import { z } from 'zod'
import { locales } from '../i18n/translate.ts'
import { emailInput, nameInput, passwordInput } from '../people/inputs.ts'
import { personNameOutput } from '../people/person.ts'
import { communityRoles } from '../permissions/roles.ts'
import { schoolOutput } from '../schools/school.ts'

export const INVITATION_DAYS = 14

export const invitationInput = z.object({
  schoolId: z.uuid(),
  role: z.enum(communityRoles).default('member'),
  /** When given, only this address may accept. */
  email: emailInput.optional(),
  /** Her position at the school. */
  position: z.string().trim().max(120).default(''),
})

export const invitationMade = z.object({
  id: z.uuid(),
  /** Shown this once: only its hash is kept. */
  link: z.string(),
  /** The same invitation for paper: twelve signs to type at sign-in. */
  code: z.string(),
  expiresAt: z.iso.datetime(),
})
export type InvitationMade = z.infer<typeof invitationMade>

export const invitationStates = ['waiting', 'used', 'expired', 'revoked'] as const

export const invitationOutput = z.object({
  id: z.uuid(),
  school: schoolOutput.nullable(),
  role: z.enum(communityRoles),
  email: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  state: z.enum(invitationStates),
  usedBy: personNameOutput.nullable(),
})
export type Invitation = z.infer<typeof invitationOutput>

/** What the holder of a link or a code sees before accepting. */
export const invitationFace = z.object({
  kind: z.enum(['administrator', 'member']),
  networkName: z.string().nullable(),
  school: schoolOutput.nullable(),
  community: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  email: z.string().nullable(),
  expiresAt: z.iso.datetime(),
})
export type InvitationFace = z.infer<typeof invitationFace>

/** A new account. Without a language it gets the network's. */
export const accountInput = nameInput.extend({
  email: emailInput,
  password: passwordInput,
  locale: z.enum(locales).optional(),
})
export type AccountInput = z.infer<typeof accountInput>

const text = z.string().max(1000).optional()

/** A signed-in person accepts with an empty body; from everybody else an account's fields are asked, and judged together. */
export const acceptInput = z.object({
  lastName: text,
  firstName: text,
  patronymic: text,
  email: text,
  password: text,
  locale: z.enum(locales).optional(),
})
