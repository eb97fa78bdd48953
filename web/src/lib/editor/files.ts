import { getContext, setContext } from 'svelte'

const key = Symbol('files')

/** Says whose files the pictures below are: the document's. */
export const provideFiles = (documentId: () => string): void => void setContext(key, documentId)

export const addressOf = (documentId: string, file: string): string =>
  `/api/documents/${documentId}/files/${file}`

/** Gives the address of a file of the document that is shown; null where no document is. */
export const useFiles = (): ((file: unknown) => string | null) => {
  const documentId = getContext<(() => string) | undefined>(key)
  return (file) => (documentId && typeof file === 'string' ? addressOf(documentId(), file) : null)
}
