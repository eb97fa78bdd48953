import type { Today } from 'shared/today/outputs'

/** Nothing to go on with, nothing said to her, nothing new, nothing due: a newcomer's first day. */
export const isQuiet = ({ resume, addressed, since, due, kept, mine }: Today): boolean =>
  resume === null && addressed.length + since.length + due.length + kept.length + mine.length === 0
