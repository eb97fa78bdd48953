/** Where in a document, or beside it, words were found. */
export const places = ['field', 'heading', 'body', 'action', 'comment', 'attachment'] as const
export type Place = (typeof places)[number]

/** Who writes what search keeps: each source replaces only its own. */
export type Source = 'text' | 'comments' | 'attachments'
