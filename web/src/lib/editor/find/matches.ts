export type Asked = { words: string; exactCase: boolean; wholeWords: boolean }
export type Match = { from: number; to: number }

/** The same length as before, so that places in it are places in the text. */
const levelled = (text: string, exactCase: boolean): string => {
  if (exactCase) return text
  const lower = text.toLowerCase()
  return (lower.length === text.length ? lower : text).replaceAll('ё', 'е')
}

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign)

/** Where the asked words stand in a text; capitals and ё count only when they are asked for exactly. */
export const matchesIn = (text: string, { words, exactCase, wholeWords }: Asked): Match[] => {
  const [hay, needle] = [levelled(text, exactCase), levelled(words, exactCase)]
  const found: Match[] = []
  if (needle === '') return found
  for (let from = hay.indexOf(needle); from >= 0;) {
    const to = from + needle.length
    const isPart = isLetter(hay[from - 1]) || isLetter(hay[to])
    if (!wholeWords || !isPart) found.push({ from, to })
    from = hay.indexOf(needle, to)
  }
  return found
}
