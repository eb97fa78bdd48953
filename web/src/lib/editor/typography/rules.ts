export type Change = { from: number; to: number; insert: string }
type Rule = (text: string) => Change[]

const NO_BREAK = '\u00a0'

/** Changes of the part of a match that stands behind its first group. */
const behind =
  (pattern: RegExp, insert: (part: string) => string): Rule =>
  (text) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const from = match.index + (match[1] ?? '').length
      const part = match[2] ?? ''
      const put = insert(part)
      return put === part ? [] : [{ from, to: from + part.length, insert: put }]
    })

const opens = (text: string, at: number): boolean => at === 0 || /[\s([{«„—–\u00a0-]/.test(text[at - 1] ?? '')

/** "Слова «внутри»" → «Слова „внутри“»: straight quotes become guillemets, those inside them others. */
const quotes: Rule = (text) => {
  const changes: Change[] = []
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '«' || sign === '„') depth++
    else if (sign === '»' || sign === '“') depth = Math.max(0, depth - 1)
    else if (sign === '"' || sign === '\u201d') {
      const isOpening = depth === 0 || opens(text, at)
      if (!isOpening) depth--
      const [outer, inner] = isOpening ? ['«', '„'] : ['»', '“']
      changes.push({ from: at, to: at + 1, insert: depth === 0 ? outer : inner })
      if (isOpening) depth++
    }
  }
  return depth === 0 ? changes : []
}

const units = 'класс\\p{L}*|мин|ч|кг|г|см|мм|км|м|руб|тыс|млн|чел|%|₽|°'

/** In this order: each rule sees what those before it have done. */
const rules: readonly Rule[] = [
  behind(/()(\.{3})/gu, () => '…'),
  quotes,
  // Several blanks are one.
  behind(/([^\s])([ ]{2,})(?=[^\s])/gu, () => ' '),
  // A dash between words: the blank before it keeps it on the line.
  behind(/([^\s\ufffc])([ \u00a0]+[-–—])(?=[ \u00a0])/gu, () => `${NO_BREAK}—`),
  // Ranges of numbers; what has more hyphens is a date or a telephone.
  behind(/((?:^|[^\d\p{L}.,:/-])\d{1,4})(-)(?=\d{1,4}(?![\d\p{L}/:-]|[.,]\d))/gu, () => '–'),
  // № 5, § 3
  behind(/([№§])( ?)(?=\d)/gu, () => NO_BREAK),
  // 7 класс, 45 мин, 10 %
  behind(new RegExp(`(\\d)( )(?=(?:${units})(?![\\p{L}]))`, 'gu'), () => NO_BREAK),
  // Initials stay together and with the name.
  behind(/(\p{Lu}\.)( ?)(?=\p{Lu}\.)/gu, () => NO_BREAK),
  behind(/(\p{Lu}\.\u00a0\p{Lu}\.)( )(?=\p{Lu}\p{Ll})/gu, () => NO_BREAK),
  // Short words go with the next one.
  behind(
    /((?:^|[\s(«„])(?:в|во|к|ко|с|со|о|об|у|и|а|на|по|за|из|от|до|не|ни|но|я|мы))( )(?=[\p{L}\d№§«„])/giu,
    () => NO_BREAK,
  ),
]

/** What Russian typography changes in a line: «ёлочки», тире, неразрывные пробелы. Each step is for the text as the one before left it. */
export const typographySteps = rules

const apply = (text: string, changes: readonly Change[]): string =>
  [...changes]
    .reverse()
    .reduce((now, { from, to, insert }) => now.slice(0, from) + insert + now.slice(to), text)

/** The line as it should be. */
export const improve = (text: string): string => rules.reduce((now, rule) => apply(now, rule(now)), text)
