import type { Db } from 'db/connect'
import { findCommunitySubject, findDocumentSubject, findNetworkSubject } from 'db/queries/access'
import { isDocumentKind, stateOf, type DocumentKind, type DocumentState } from 'shared/documents/kinds'
import {
  communityCapabilities,
  documentCapabilities,
  installationCapabilities,
  networkCapabilities,
  type Capability,
  type CommunityCapability,
  type DocumentCapability,
  type NetworkCapability,
} from 'shared/permissions/capabilities'

export type InstallationSubject = { networkId: null }
export type NetworkSubject = { networkId: string }
export type CommunitySubject = NetworkSubject & { communityId: string }
export type DocumentSubject = CommunitySubject & {
  documentId: string
  kind: DocumentKind
  state: DocumentState
  createdBy: string | null
  trashedAt: Date | null
}

/** What a capability is asked of. The installation is one and needs no id. */
export type SubjectOf<C extends Capability> = C extends DocumentCapability
  ? DocumentSubject
  : C extends CommunityCapability
    ? CommunitySubject
    : C extends NetworkCapability
      ? NetworkSubject
      : InstallationSubject

const families: readonly (readonly Capability[])[] = [
  installationCapabilities,
  networkCapabilities,
  communityCapabilities,
  documentCapabilities,
]

/** The capabilities asked of the same kind of subject: who holds one of them knows anyway that the subject exists. */
export const familyOf = (capability: Capability): readonly Capability[] =>
  families.find((family) => family.includes(capability)) ?? []

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export type FoundSubject = Partial<Omit<DocumentSubject, 'networkId'>> & { networkId: string | null }

/** Finds what a right is asked of; null when there is no such thing or the id is not even one. */
export const findSubject = async (
  db: Db,
  capability: Capability,
  subjectId: string | undefined,
): Promise<FoundSubject | null> => {
  const family = familyOf(capability)
  if (family === installationCapabilities) return { networkId: null }
  if (subjectId !== undefined && !uuid.test(subjectId)) return null
  if (family === networkCapabilities) return findNetworkSubject(db, subjectId)
  if (subjectId === undefined) return null
  if (family === communityCapabilities) return findCommunitySubject(db, subjectId)
  const found = await findDocumentSubject(db, subjectId)
  return found && isDocumentKind(found.kind)
    ? { ...found, kind: found.kind, state: stateOf(found.state) }
    : null
}
