const words = /[\p{L}\d]+/gu
/** Legal forms and kinds in front of a name say nothing about which school it is. */
const legalForm = /^(м|г|ф|ч)?(а|б|к)?(н)?оу$/i
const kindWord =
  /^(сош|оош|нош|школа|средняя|основная|начальная|муниципальн\p{L}*|secondary|primary|school)$/iu
const vowelOrSign = /[аеёиоуыэюяьъaeiouy]/i

const secondLetters = (name: string): string[] => {
  const rest = Array.from(name.slice(1))
  return [
    ...rest.filter((letter) => !vowelOrSign.test(letter)),
    ...rest.filter((letter) => vowelOrSign.test(letter)),
  ]
}

/** Codes to try for a name, best first: «Гимназия № 1» → Г1, «Кедровская СОШ» → КД, its other letters, digits. */
const candidates = (shortName: string): string[] => {
  const parts = (shortName.match(words) ?? []).filter((word) => !legalForm.test(word))
  const number = parts.find((word) => /^\d+$/.test(word))
  const name = parts.find((word) => !/^\d+$/.test(word) && !kindWord.test(word)) ?? parts[0] ?? '?'
  const first = name.charAt(0)
  const byNumber = number === undefined ? [] : [number.length === 1 ? `${first}${number}` : number.slice(-2)]
  const digits = Array.from({ length: 10 }, (_, digit) => String(digit))
  return [...byNumber, ...[...secondLetters(name), ...digits].map((second) => `${first}${second}`)]
}

/** The first free two-sign code for a school's name; the best one again when everything is taken. */
export const makeSchoolCode = (shortName: string, taken: readonly string[]): string => {
  const used = new Set(taken.map((code) => code.toUpperCase()))
  const codes = candidates(shortName).map((code) => code.toUpperCase())
  return codes.find((code) => !used.has(code)) ?? codes[0] ?? '?'
}
