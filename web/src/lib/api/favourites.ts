import { createApiClient } from './client.ts'

/** Keeps a document at hand, or no longer. */
export const keepAtHand = (id: string, isFavourite: boolean) => {
  const { favourite } = createApiClient().documents[':id']
  return isFavourite ? favourite.$put({ param: { id } }) : favourite.$delete({ param: { id } })
}
