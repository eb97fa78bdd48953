const NO_BREAK = '\u00a0'
const NO_BREAK_HERE = '\u2060'

/** A title that breaks at its end of a line only between words: «8–9 классы», «№ 1» and «7 класс» stay whole. */
export const bindNumbers = (text: string): string =>
  text
    .replace(/(?<before>\d|№) (?=[\p{L}\d])/gu, `$<before>${NO_BREAK}`)
    .replace(/(?<before>\d)–(?=\d)/gu, `$<before>${NO_BREAK_HERE}–${NO_BREAK_HERE}`)
