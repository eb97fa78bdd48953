import type { Act } from './acts.ts'

/** Below so many people figures stand without a per cent (DOMAIN §3.2). */
export const PERCENT_FROM = 10

/** n of base as a per cent with one decimal; null for a base too small to speak in per cent. */
export const percentOf = (n: number, base: number): number | null =>
  base < PERCENT_FROM ? null : Math.round((n / base) * 1000) / 10

export type ActiveFigures = {
  active: number
  members: number
  /** Active ÷ members at the window's end. */
  reachPercent: number | null
  /** Active in the window before; null when there was none to compare with. */
  previous: number | null
  /** Newly active less those no longer active. */
  net: number | null
  /** (active − previous) ÷ previous; null without a previous value or from a small one. */
  growthPercent: number | null
  /** Active in both windows, of those active before; null when nobody was. */
  returned: { n: number; base: number } | null
}

/**
 * How many take part, and how that changed (DOMAIN §3.2).
 * @param before active in the window before; null when the community did not exist then
 */
export const activeFigures = (
  active: ReadonlySet<string>,
  members: number,
  before: ReadonlySet<string> | null,
): ActiveFigures => {
  const net = before && active.size - before.size
  const stayed = [...(before ?? [])].filter((personId) => active.has(personId)).length
  return {
    active: active.size,
    members,
    reachPercent: percentOf(active.size, members),
    previous: before?.size ?? null,
    net,
    growthPercent: net === null || !before ? null : percentOf(net, before.size),
    returned: before && before.size > 0 ? { n: stayed, base: before.size } : null,
  }
}

/** Schools for which an active participant acted. */
export const activeSchools = (acts: readonly Act[], active: ReadonlySet<string>): Set<string> =>
  new Set(acts.flatMap(({ personId, schoolId }) => (schoolId && active.has(personId) ? [schoolId] : [])))
