import type { Day } from './day.ts'
import type { ActionStatus, Direction, Format, Level, Stage } from './words.ts'

/**
 * Somebody or something in a set. `label` null: `id` names it in Krug (a person, a school, a document).
 * Otherwise it is written in words («ученики 8–9 кл.») and `id` only keeps two additions apart.
 */
export type Entry = { id: string; label: string | null }

export const textKeys = ['title', 'result', 'indicator', 'periodText', 'cancelReason'] as const
export type TextKey = (typeof textKeys)[number]

export const entryKeys = ['responsible', 'partners', 'evidence'] as const
export type EntryKey = (typeof entryKeys)[number]

export const dayKeys = ['dateFrom', 'dateTo', 'originalDateTo', 'postponedTo', 'doneOn'] as const
export type DayKey = (typeof dayKeys)[number]

/** One row of a roadmap («пункт плана»), read from its Y.Map; absent values are null, absent texts ''. */
export type Action = {
  id: string
  order: string
  stage: Stage
  status: ActionStatus
  level: Level | null
  format: Format | null
  directions: Direction[]
  /** What was planned and what came of it, where a number says it: lessons, participants, months. */
  planCount: number | null
  factCount: number | null
  need: string | null
  goal: string | null
  event: string | null
} & Record<TextKey, string> &
  Record<EntryKey, Entry[]> &
  Record<DayKey, Day | null>

/** What a new row starts with. `order` and `id` are given by who adds it. */
export type ActionDraft = Partial<Omit<Action, 'id' | 'order'>> & Pick<Action, 'stage'>
