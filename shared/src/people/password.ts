import { commonPasswords } from './commonPasswords.ts'

export const PASSWORD_LENGTH_MIN = 10
export const PASSWORD_LENGTH_MAX = 128

const plain = (password: string): string => password.toLowerCase().replace(/[\s\d!?.,_@#$-]+$/u, '')

/** Two or three signs again and again. */
const isMonotonous = (password: string): boolean => new Set(password.toLowerCase()).size < 4

export type PasswordFault = 'tooShort' | 'tooLong' | 'common'

/**
 * Why a password is refused, or null. Length rules instead of composition rules; what everybody picks is refused, with
 * digits and signs hung on its end too, and so is one's own name or address.
 */
export const judgePassword = (password: string, own: readonly string[] = []): PasswordFault | null => {
  if (password.length < PASSWORD_LENGTH_MIN) return 'tooShort'
  if (password.length > PASSWORD_LENGTH_MAX) return 'tooLong'
  const bare = plain(password)
  const guessable = [password.toLowerCase(), bare]
  if (isMonotonous(password) || guessable.some((word) => commonPasswords.has(word))) return 'common'
  const names = own
    .flatMap((word) => [word.toLowerCase(), word.toLowerCase().split('@')[0] ?? ''])
    .filter(Boolean)
  return names.some((name) => guessable.includes(name)) ? 'common' : null
}
