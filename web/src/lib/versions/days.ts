import type { Spell } from 'shared/versions/spells'

/** Spells of work under the day of their end, in their order (Map.groupBy came to browsers later than those of schools). */
export const byDay = (spells: readonly Spell[], dayOf: (at: string) => string): [string, Spell[]][] => {
  const days = new Map<string, Spell[]>()
  for (const spell of spells) days.set(dayOf(spell.to), [...(days.get(dayOf(spell.to)) ?? []), spell])
  return [...days]
}
