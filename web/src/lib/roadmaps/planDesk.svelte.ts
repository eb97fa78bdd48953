import type { Action } from 'shared/roadmaps/action'
import { confirmedCancellations } from 'shared/roadmaps/cancellation'
import { schoolYearOf } from 'shared/roadmaps/day'
import type { PlanSurroundings } from 'shared/roadmaps/outputs'
import { planYear } from 'shared/roadmaps/planYear'
import { untrack } from 'svelte'
import type { School } from 'shared/schools/school'
import { useWords } from '#lib/i18n/words.ts'
import { provideDesk, type PlanDesk } from './desk.ts'
import type { PlanEditor } from './editor.ts'
import { createNames, type NamedDocument } from 'shared/roadmaps/names'

/** What surrounds a plan: who may be named in it, and what the database knows beside it. */
export type Surroundings = PlanSurroundings & {
  documents: readonly NamedDocument[]
  school: School | null
  consent: (actionId: string, reason: string) => Promise<boolean>
}

type Given = {
  actions: () => readonly Action[]
  around: () => Surroundings
  editor: () => PlanEditor | null
}

const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((id) => b.has(id))

/**
 * Lays the desk that every part of the plan's page works at. What follows from the rows is set only when it really
 * changes: hundreds of rows depend on it, and a letter typed in one of them must not wake the others.
 */
export const layDesk = ({ actions, around, editor }: Given): PlanDesk => {
  const { t } = useWords()
  const names = $derived(createNames(around(), t))
  const readYear = () => planYear(actions(), around().today)
  const readConfirmed = () => confirmedCancellations(actions(), around().consents)
  let schoolYear = $state(untrack(readYear))
  let confirmed = $state.raw<ReadonlySet<string>>(untrack(readConfirmed))
  const facts = $derived({ on: around().today, confirmed })
  $effect.pre(() => {
    schoolYear = readYear()
    const next = readConfirmed()
    if (
      !isSameSet(
        next,
        untrack(() => confirmed),
      )
    )
      confirmed = next
  })
  return provideDesk({
    get names() {
      return names
    },
    get facts() {
      return facts
    },
    get schoolYear() {
      return schoolYear
    },
    get unsaidYear() {
      return schoolYear === schoolYearOf(facts.on) ? schoolYear : null
    },
    get consents() {
      return around().consents
    },
    get school() {
      return around().school
    },
    get editor() {
      return editor()
    },
    consent: (actionId, reason) => around().consent(actionId, reason),
  })
}
