import type { Capability } from './capabilities.ts'

const read = ['community.read', 'document.read', 'participation.view'] as const
const write = [...read, 'document.comment', 'document.suggest', 'document.edit', 'document.create'] as const
const lead = [
  ...write,
  'document.review',
  'document.manage',
  'community.invite',
  'community.manage',
  'participation.names',
] as const

/**
 * The whole policy on one screen. Roles of the network and of schools are held everywhere in it, roles of a
 * community only inside that community. Seeing figures and reading texts are separate on purpose.
 */
export const roles = {
  // in the installation
  systemAdministrator: ['network.create', 'network.read', 'network.manage', 'community.create'],
  // in the network
  coordinator: ['network.read', 'community.create', 'participation.view'],
  methodist: ['network.read', 'community.create'],
  regionalInstitute: ['network.read', 'participation.view'],
  // in a school
  schoolAdministrator: ['network.read', 'community.create'],
  teacher: ['network.read'],
  // in a community
  /** Who answers for the community has the last word, and gives up the history of a document for good. */
  leader: [...lead, 'document.approve', 'document.purge'],
  moderator: lead,
  member: write,
  observer: [...read, 'document.comment'],
  // in a document: who made it, as long as she writes in its community
  creator: ['document.read', 'document.comment', 'document.suggest', 'document.edit', 'document.manage'],
} as const satisfies Record<string, readonly Capability[]>

export type Role = keyof typeof roles
export type CommunityRole = 'leader' | 'moderator' | 'member' | 'observer'
export const communityRoles = ['leader', 'moderator', 'member', 'observer'] as const satisfies CommunityRole[]

/** Roles that an administrator gives in the network or over the installation. */
export const networkRoles = [
  'systemAdministrator',
  'coordinator',
  'methodist',
  'regionalInstitute',
] as const satisfies Role[]
export type NetworkRole = (typeof networkRoles)[number]
