import { createApiClient } from './client.ts'

/** Templates that this community made itself. */
export const getTemplates = (communityId: string) =>
  createApiClient().communities[':id'].templates.$get({ param: { id: communityId } })

const of = (id: string) => ({
  template: createApiClient().documents[':id'].template,
  what: { param: { id } },
})

/** Makes a document a template of its community. */
export const makeTemplate = (documentId: string) => {
  const { template, what } = of(documentId)
  return template.$put(what)
}

/** Makes it a document like others again. */
export const dropTemplate = (documentId: string) => {
  const { template, what } = of(documentId)
  return template.$delete(what)
}
