import { isProblem, problem, type Problem } from 'shared/protocol/problem'
import type { Attempts } from './attempts.ts'

/** Lets an address look a secret up only while it does not guess: what names nothing counts against it. */
export const guardGuesses = async <T>(
  attempts: Attempts,
  address: string,
  look: () => Promise<T | Problem>,
): Promise<T | Problem> => {
  if (!(await attempts.mayLook(address))) return problem('tooManyAttempts')
  const found = await look()
  if (isProblem(found) && found.problem === 'notFound') await attempts.miss(address)
  return found
}
