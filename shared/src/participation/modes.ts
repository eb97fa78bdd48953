import type { Act } from './acts.ts'

/** Ways to take part (DOMAIN §3.0): words, not grades; reading is one of them. */
export const participationModes = ['active', 'occasional', 'observer', 'silent'] as const
export type ParticipationMode = (typeof participationModes)[number]

/** Acts on so many different days of the window make an active participant. */
export const ACTIVE_DAYS = 2

export type Participation = { mode: ParticipationMode; days: number; acts: number }

const modeOf = (days: number, hasOpened: boolean): ParticipationMode => {
  if (days >= ACTIVE_DAYS) return 'active'
  if (days === 1) return 'occasional'
  return hasOpened ? 'observer' : 'silent'
}

/** How each member took part. `visitors` opened something in the window. */
export const participationOf = (
  members: Iterable<string>,
  acts: readonly Act[],
  visitors: ReadonlySet<string>,
): Map<string, Participation> => {
  const byPerson = Map.groupBy(acts, ({ personId }) => personId)
  return new Map(
    [...members].map((personId) => {
      const own = byPerson.get(personId) ?? []
      const days = new Set(own.map(({ day }) => day)).size
      return [personId, { mode: modeOf(days, visitors.has(personId)), days, acts: own.length }]
    }),
  )
}

export type ModeCounts = Record<ParticipationMode, number>

export const countModes = (participation: ReadonlyMap<string, Participation>): ModeCounts => {
  const counts: ModeCounts = { active: 0, occasional: 0, observer: 0, silent: 0 }
  for (const { mode } of participation.values()) counts[mode]++
  return counts
}

export const activeOf = (participation: ReadonlyMap<string, Participation>): Set<string> =>
  new Set([...participation].filter(([, { mode }]) => mode === 'active').map(([personId]) => personId))
