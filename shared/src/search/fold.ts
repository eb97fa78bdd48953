/** Marks that Postgres would read into one word with their neighbours: «и/или», «8-9», addresses. */
const joints = /[-./\\@_:+<>&#%'’\p{Cc}\ue000-\uf8ff]/gu

/** In lower case where that keeps the length («İ» does not). */
const lower = (text: string): string => {
  const whole = text.toLowerCase()
  return whole.length === text.length
    ? whole
    : Array.from(text, (sign) =>
        sign.toLowerCase().length === sign.length ? sign.toLowerCase() : sign,
      ).join('')
}

/**
 * A text as search reads it, sign for sign, so that a place in it is a place in the text: lower case, ё = е (DOMAIN §8),
 * whole words apart. Postgres gets nothing else, so its own locale does not matter.
 */
export const fold = (text: string): string =>
  lower(text.replace(/\p{Cs}/gu, '\ufffd').replaceAll('\0', ' '))
    .replaceAll('ё', 'е')
    .replace(joints, ' ')

/** The words of a folded text. */
export const foldedWords = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
