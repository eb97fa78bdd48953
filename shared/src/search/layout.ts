const latin = '`qwertyuiop[]asdfghjkl;\'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'
const russian = 'ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ'

const pairs = Array.from(latin, (sign, index) => [sign, russian.charAt(index)] as const)
const toRussian = new Map(pairs)
const toLatin = new Map(pairs.map(([sign, letter]) => [letter, sign]))

/**
 * What was meant when the keyboard stood in the other layout: «ghbdtn» → «привет», «дуыыщт» → "lesson". Null when the
 * text has letters of both, or none.
 */
export const switchLayout = (text: string): string | null => {
  const hasLatin = /[a-z]/iu.test(text)
  if (hasLatin === /[а-яё]/iu.test(text)) return null
  const table = hasLatin ? toRussian : toLatin
  return Array.from(text, (sign) => table.get(sign) ?? sign).join('')
}
