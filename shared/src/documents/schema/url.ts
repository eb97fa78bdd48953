/** Attributes whose value a browser may follow. The gate looks at them before the log does. */
export const urlAttributes: ReadonlySet<string> = new Set(['href'])

/** What a link may start with: the web, post, telephone, and places inside Krug itself. */
const safeStart = /^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i

/** Blanks, control and invisible characters. */
const unprintable = /[\p{Z}\p{C}]/u

/**
 * True when a link may be stored and shown. Browsers skip blanks and control characters inside a scheme
 * (`java\tscript:`), so an address that holds any of them is refused rather than cleaned.
 */
export const isSafeUrl = (url: unknown): url is string =>
  typeof url === 'string' && url.length <= 2048 && !unprintable.test(url) && safeStart.test(url)
