import { isSafeUrl } from 'shared/documents/schema/url'

/** The whole address of a link, null when it leads to a place inside its page or is none that may be followed. */
export const addressOf = (href: unknown, publicUrl: string): string | null => {
  if (!isSafeUrl(href) || href.startsWith('#')) return null
  return href.startsWith('/') ? `${publicUrl}${href}` : href
}

/** Where a document of Krug is read. */
export const documentAddress = (id: unknown, publicUrl: string): string =>
  `${publicUrl}/documents/${encodeURIComponent(typeof id === 'string' ? id.toWellFormed() : '')}`

/** An attribute that should be words. */
export const wordsIn = (value: unknown): string => (typeof value === 'string' ? value : '')

export const countUnknown = (unknown: Record<string, number>, type: string): void => {
  unknown[type] = (unknown[type] ?? 0) + 1
}
