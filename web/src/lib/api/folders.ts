import type { FolderChange } from 'shared/folders/inputs'
import { createApiClient } from './client.ts'

const ofCommunity = () => createApiClient().communities[':id']

type Made = { name: string; parentId: string | null }

export const makeFolder = (id: string, json: Made) => ofCommunity().folders.$post({ param: { id }, json })

/** Gives a folder another name or another place. */
export const changeFolder = (id: string, folderId: string, json: FolderChange) =>
  ofCommunity().folders[':folderId'].$patch({ param: { id, folderId }, json })

/** What lay in it lies one level higher then. */
export const removeFolder = (id: string, folderId: string) =>
  ofCommunity().folders[':folderId'].$delete({ param: { id, folderId } })

/** Puts a document of the community into a folder; null: out of all. */
export const placeDocument = (id: string, documentId: string, folderId: string | null) =>
  ofCommunity().documents[':documentId'].folder.$put({ param: { id, documentId }, json: { folderId } })
