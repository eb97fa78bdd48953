/** Every capability, by the subject it is asked of: `can()` and `authorize()` take nothing else. */
/** Asked of the installation itself, before and beside its network. */
export const installationCapabilities = ['network.create'] as const

export const networkCapabilities = ['network.read', 'network.manage', 'community.create'] as const

export const communityCapabilities = [
  'community.read',
  'community.invite',
  'community.manage',
  'document.create',
  'participation.view',
  'participation.names',
] as const

export const documentCapabilities = [
  'document.read',
  'document.comment',
  'document.suggest',
  'document.edit',
  'document.review',
  'document.approve',
  'document.manage',
  'document.purge',
] as const

export type InstallationCapability = (typeof installationCapabilities)[number]
export type NetworkCapability = (typeof networkCapabilities)[number]
export type CommunityCapability = (typeof communityCapabilities)[number]
export type DocumentCapability = (typeof documentCapabilities)[number]
export type Capability = InstallationCapability | NetworkCapability | CommunityCapability | DocumentCapability
