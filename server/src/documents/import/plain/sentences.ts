/** How a line begins: by its first letter, digit, bracket or rule; quotes and dashes are passed over. */
export const startOf = (line: string): 'lower' | 'upper' | 'other' => {
  const first = /[\p{L}\d_(]/u.exec(line)?.[0] ?? ''
  if (/\p{Ll}/u.test(first)) return 'lower'
  return /\p{Lu}/u.test(first) ? 'upper' : 'other'
}

/** True while the sentence at the end of the text is not over. */
export const isOpen = (text: string): boolean => !/[.!?…;:][»")\]]*$/u.test(text)
