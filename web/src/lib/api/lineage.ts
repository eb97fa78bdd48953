import type { CopyInput } from 'shared/lineage/outputs'
import { createApiClient } from './client.ts'

/** What a document was begun with, and what was begun with it. */
export const getLineage = (id: string, fetch?: typeof globalThis.fetch) =>
  createApiClient(fetch).documents[':id'].lineage.$get({ param: { id } })

/** Begins a document of this community with what another says. */
export const beginWith = (communityId: string, wish: CopyInput) =>
  createApiClient().communities[':id'].copies.$post({ param: { id: communityId }, json: wish })
