import { ask } from './answer.ts'
import { createApiClient } from './client.ts'

/** Documents that link to this one, of those one may read. */
export const getBacklinks = (id: string) =>
  ask(createApiClient().documents[':id'].backlinks.$get({ param: { id } }))
