/** Which ending a verb in the past takes beside a person's name; 'noun' when a noun has to stand instead. */
export type VerbForm = 'feminine' | 'masculine' | 'noun'

/** Russian endings follow the patronymic; nobody is asked for a sex. Without a patronymic: «правка: …» (UX §13). */
export const verbForm = (patronymic: string): VerbForm => {
  const word = patronymic.toLowerCase()
  if (/(вна|чна|кызы|гызы)$/u.test(word)) return 'feminine'
  if (/(вич|ич|оглы|улы)$/u.test(word)) return 'masculine'
  return 'noun'
}
