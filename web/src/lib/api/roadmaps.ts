import { createApiClient } from './client.ts'

/** What stands around the rows of a roadmap: who may be named in it, and what schools agreed to. */
export const getPlan = (documentId: string, fetch?: typeof globalThis.fetch) =>
  createApiClient(fetch).documents[':id'].plan.$get({ param: { id: documentId } })

/** Agrees, for the school the person works for now, that an action is cancelled for this reason. */
export const putConsent = (documentId: string, action: string, reason: string) =>
  createApiClient().documents[':id'].actions[':action'].consent.$put({
    param: { id: documentId, action },
    json: { reason },
  })

/** Documents of a community, as what may show that an action is done. */
export const getCommunityDocuments = (communityId: string, fetch?: typeof globalThis.fetch) =>
  createApiClient(fetch).communities[':id'].documents.$get({ param: { id: communityId } })
