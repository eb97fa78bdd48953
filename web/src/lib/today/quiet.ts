import type { Today } from 'shared/today/outputs'

/** Nothing to go on with, nothing new, nothing due: a newcomer's first day. */
export const isQuiet = ({ resume, since, due, mine }: Today): boolean =>
  resume === null && since.length + due.length + mine.length === 0
