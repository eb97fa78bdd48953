import { z } from 'zod'
import { personNameOutput } from '../people/person.ts'
import { communityCapabilities } from '../permissions/capabilities.ts'
import { communityRoles } from '../permissions/roles.ts'
import { schoolOutput } from '../schools/school.ts'

export const communityKinds = ['subject', 'problem', 'administrative', 'methodist'] as const
export type CommunityKind = (typeof communityKinds)[number]
export const communityVisibilities = ['open', 'byRequest', 'closed'] as const
export type CommunityVisibility = (typeof communityVisibilities)[number]

const name = z.string().trim().min(1).max(160)
const goal = z.string().trim().max(1000)

export const communityInput = z.object({
  name,
  kind: z.enum(communityKinds).default('subject'),
  goal: goal.default(''),
  visibility: z.enum(communityVisibilities).default('closed'),
})

export const communityChange = z.object({
  name: name.optional(),
  kind: z.enum(communityKinds).optional(),
  goal: goal.optional(),
  visibility: z.enum(communityVisibilities).optional(),
})

export const memberChange = z.object({ role: z.enum(communityRoles) })

const communityFace = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(communityKinds),
  goal: z.string(),
  visibility: z.enum(communityVisibilities),
  createdAt: z.iso.datetime(),
})

export const communitySummary = communityFace.extend({
  /** My role there; null when I am not a member. */
  role: z.enum(communityRoles).nullable(),
  schools: z.array(schoolOutput),
  memberCount: z.number().int(),
})
export type CommunitySummary = z.infer<typeof communitySummary>

export const memberOutput = z.object({
  person: personNameOutput,
  school: schoolOutput.nullable(),
  /** Her position at that school. */
  position: z.string(),
  role: z.enum(communityRoles),
  joinedOn: z.iso.date(),
})
export type Member = z.infer<typeof memberOutput>

export const communityOutput = communityFace.extend({
  abilities: z.array(z.enum(communityCapabilities)),
  schools: z.array(schoolOutput),
  members: z.array(memberOutput),
})
export type Community = z.infer<typeof communityOutput>
