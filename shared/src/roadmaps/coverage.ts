import type { Counted, Share } from './figures.ts'
import type { Direction } from './words.ts'
import { directions } from './words.ts'

export type Coverage = {
  planned: Partial<Record<Direction, number>>
  done: Partial<Record<Direction, number>>
  /** Directions with something done, of those planned; 9 stands beside for reference. */
  covered: Share
  /** exp(−Σ p ln p) over done rows; null while nothing is done. For «как посчитано» only, never for reports. */
  effective: number | null
}

const countByDirection = (actions: readonly Counted[]): Partial<Record<Direction, number>> =>
  Object.fromEntries(
    directions
      .map((code) => [code, actions.filter((action) => action.directions.includes(code)).length] as const)
      .filter(([, count]) => count > 0),
  )

/** The number of equally used kinds that would be as varied (DOMAIN §3.5, V2). */
export const effectiveNumber = (counts: readonly number[]): number | null => {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  const shares = counts.filter((count) => count > 0).map((count) => count / total)
  return Math.exp(-shares.reduce((sum, share) => sum + share * Math.log(share), 0))
}

/** Variety of directions (DOMAIN §3.5, V1). What was cancelled had been planned and stays in the base. */
export const directionCoverage = (actions: readonly Counted[]): Coverage => {
  const planned = countByDirection(actions)
  const done = countByDirection(actions.filter((one) => one.status === 'done' && one.evidence.length > 0))
  return {
    planned,
    done,
    covered: { n: Object.keys(done).length, base: Object.keys(planned).length },
    effective: effectiveNumber(Object.values(done)),
  }
}
