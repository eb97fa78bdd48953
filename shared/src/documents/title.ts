export const TITLE_LONGEST = 200

/**
 * A title on one line: without control and invisible characters (a file may be named so that it reads from right to
 * left), blanks joined.
 */
export const cleanTitle = (title: string): string =>
  title
    .normalize('NFC')
    .replace(/[\p{Zl}\p{Zp}\p{Cc}]/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim()

/** A title no longer than it may be, cut at a word. */
export const cutTitle = (title: string): string => {
  const clean = cleanTitle(title)
  if (clean.length <= TITLE_LONGEST) return clean
  const head = clean.slice(0, TITLE_LONGEST - 1)
  return `${head.replace(/(\s+\S*|\p{Cs})$/u, '').replace(/[\s,;:–-]+$/u, '')}…`
}
