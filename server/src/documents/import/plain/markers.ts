/** What a line begins with: a number of a part or of an item, or the sign of a list. */
export type Marker =
  | { kind: 'bullet'; rest: string }
  | { kind: 'number'; depth: number; number: number; label: string; rest: string }
  | { kind: 'item'; number: number; rest: string }

const bullet = /^[•·▪●○◦■□➢✓*\uf0b7\uf0a7\uf0fc-]\s+(?=\S)/u
const dash = /^[–—]\s+(?=\S)/u
/** «1.», «1.1», «1.1.» before a capital letter; a stray dot before the number is dirt of a PDF. */
const number = /^(?:\.\s+)?(\d{1,2}(?:\.\d{1,2}){0,3})(\.?)\s+(?=[\p{Lu}«"])/u
/** «1)», and «1.» before a small letter: an item of a list. */
const item = /^(?:(\d{1,3})\)\s+(?=\S)|(\d{1,3})\.\s+(?=\p{Ll}))/u

/** The marker of a line; null when it has none. A dash within a sentence is no sign of a list. */
export const readMarker = (line: string, sentenceOpen: boolean): Marker | null => {
  const sign = bullet.exec(line) ?? (sentenceOpen ? null : dash.exec(line))
  if (sign) return { kind: 'bullet', rest: line.slice(sign[0].length) }
  const listed = item.exec(line)
  if (listed)
    return { kind: 'item', number: Number(listed[1] ?? listed[2]), rest: line.slice(listed[0].length) }
  const numbered = number.exec(line)
  if (!numbered) return null
  const parts = (numbered[1] ?? '').split('.')
  // «5 Класс» is no heading: one number needs its dot.
  if (parts.length === 1 && numbered[2] === '') return null
  return {
    kind: 'number',
    depth: parts.length,
    number: Number(parts[0]),
    label: `${parts.join('.')}.`,
    rest: line.slice(numbered[0].length),
  }
}
