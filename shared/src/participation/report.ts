import { z } from 'zod'
import { documentKinds } from '../documents/kinds.ts'
import { personNameOutput } from '../people/person.ts'
import { schoolOutput } from '../schools/school.ts'
import { lookReasons } from './lookReasons.ts'
import { participationModes } from './modes.ts'
import { windowKinds } from './window.ts'

/** Raised when a formula changes; stands on the page beside the figures. */
export const FORMULA_VERSION = 2

const day = z.iso.date()
const count = z.number().int().nonnegative()
const share = z.object({ n: count, base: count })

/** Which window to look at: the one of `kind` that `until` lies in; today's by default. */
export const windowQuery = z.object({ window: z.enum(windowKinds).default('28d'), until: day.optional() })

const interval = z.object({ from: day, to: day })

export const windowOutput = interval.extend({
  kind: z.enum(windowKinds),
  /** Number of the quarter, when the window is one. */
  term: z.number().int().nullable(),
  year: z.number().int(),
  previous: interval,
  /** Its last day is still to come. */
  isRunning: z.boolean(),
})

const modeCounts = z.record(z.enum(participationModes), count)

export const participationReport = z.object({
  community: z.object({ id: z.uuid(), name: z.string() }),
  asOf: z.iso.datetime(),
  formula: z.number().int(),
  /** The last day looked at: today, or an earlier one that was asked for. */
  until: day,
  window: windowOutput,
  /** Number of the quarter that the switch offers. */
  term: z.number().int(),
  /** May the reader open the named list, and see small schools? */
  isModerator: z.boolean(),
  participants: z.object({
    active: count,
    members: count,
    reachPercent: z.number().nullable(),
    previous: count.nullable(),
    net: z.number().int().nullable(),
    growthPercent: z.number().nullable(),
    returned: share.nullable(),
    /** null where the community is too small to be broken down for this reader. */
    modes: modeCounts.nullable(),
    acts: count,
  }),
  schools: share,
  documents: z.object({
    coEdited: count,
    active: count,
    weeks: count,
    synchronous: count,
    /** null: nothing was written. */
    breadth: z.number().nullable(),
  }),
  continuity: z.object({
    since: day,
    days: count,
    activeWeeks: count,
    schoolWeeks: count,
    longestRun: count,
    daysSince: count.nullable(),
  }),
  matrix: z.object({
    weeks: z.array(z.object({ monday: day, isHoliday: z.boolean() })),
    rows: z.array(z.object({ school: schoolOutput.nullable(), acts: z.array(count).nullable() })),
    totals: z.array(count).nullable(),
  }),
})
export type ParticipationReport = z.infer<typeof participationReport>

/** The rows a figure is made of: documents and weeks, never a time of day (DOMAIN §3.10). */
export const participationSource = z.object({
  /** null for a reader who may see figures but no texts. */
  document: z.object({ id: z.uuid(), title: z.string(), kind: z.enum(documentKinds) }).nullable(),
  week: day,
  schools: z.array(schoolOutput),
  /** null: too few people to say. */
  sessions: count.nullable(),
  comments: count.nullable(),
  isCrossSchool: z.boolean(),
  isSynchronous: z.boolean(),
})
export type ParticipationSource = z.infer<typeof participationSource>

/** What a moderator says when she opens the named list. */
export const namesInput = windowQuery.extend({ reason: z.enum(lookReasons).optional() })

export const namedParticipation = z.object({
  window: windowOutput,
  people: z.array(
    z.object({
      person: personNameOutput,
      school: schoolOutput.nullable(),
      mode: z.enum(participationModes),
      days: count,
      acts: count,
    }),
  ),
})
export type NamedParticipation = z.infer<typeof namedParticipation>

/** Who opened a list with my name in it. */
export const lookOutput = z.object({
  at: z.iso.datetime(),
  by: personNameOutput.nullable(),
  community: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** null when she gave none. */
  reason: z.enum(lookReasons).nullable(),
})
export type Look = z.infer<typeof lookOutput>
