import type { Consent } from 'shared/roadmaps/cancellation'
import { createContext } from 'svelte'
import type { School } from 'shared/schools/school'
import type { PlanEditor } from './editor.ts'
import type { Names } from 'shared/roadmaps/names'
import type { Facts } from './view.ts'

/** What every part of a plan's page needs; getters, so that parts follow changes. */
export type PlanDesk = {
  readonly names: Names
  readonly facts: Facts
  /** The year in which the plan's school year began: days without a year fall into it. */
  readonly schoolYear: number
  /** The year that is left out of dates: the plan's, while it is the present one; else days say their year. */
  readonly unsaidYear: number | null
  readonly consents: readonly Consent[]
  /** The school that the reader works for now. */
  readonly school: School | null
  /** Null for readers. */
  readonly editor: PlanEditor | null
  /** Records this school's consent to a cancellation; false when the server did not take it. */
  readonly consent: (actionId: string, reason: string) => Promise<boolean>
}

export const [useDesk, provideDesk] = createContext<PlanDesk>()
