/** Gives the value, or throws with what was expected: for what the types cannot know but the code does. */
export const must = <T>(value: T | null | undefined, what: string): T => {
  if (value === null || value === undefined) throw new Error(`expected ${what}`)
  return value
}
