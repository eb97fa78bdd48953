import type { DocumentCapability } from '../permissions/capabilities.ts'
import type { DocumentKind, DocumentState } from './kinds.ts'

type Standing = { kind: DocumentKind; state: DocumentState }

const closedWhenFrozen: readonly string[] = [
  'document.edit',
  'document.suggest',
] satisfies DocumentCapability[]

/**
 * True while nobody changes the document: what was agreed to stays as it was read (DOMAIN §2.2). A roadmap is kept on
 * after its approval, as rows are done and postponed; there the version that was approved stays.
 */
export const isFrozen = ({ kind, state }: Standing): boolean =>
  state === 'archived' || (kind !== 'roadmap' && (state === 'agreed' || state === 'approved'))

/** True when this right rests as long as the document is in this state, whoever holds it. */
export const isClosed = (document: Standing, capability: string): boolean =>
  closedWhenFrozen.includes(capability) && isFrozen(document)
