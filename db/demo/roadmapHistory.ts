import { must } from 'shared/must'
import type { ActionDraft } from 'shared/roadmaps/action'
import { addAction, setCell } from 'shared/roadmaps/change'
import { setStatus } from 'shared/roadmaps/status'
import type { Play, Step } from './history.ts'

type Row = { number: number; draft: ActionDraft; id: string }

/** Pauses between two acts on a table, in characters of typing. */
const ACT = 35

const ORLOVA = 18
const RYBAKOVA = 21

/** Both coordinators wrote the plan together, as equals: who added which rows, and when. */
const drafting = [
  { by: ORLOVA, on: '2026-09-10', at: '15:10', rows: [1, 5] },
  { by: RYBAKOVA, on: '2026-09-11', at: '14:20', rows: [6, 13] },
  { by: ORLOVA, on: '2026-09-14', at: '16:40', rows: [14, 20] },
  { by: RYBAKOVA, on: '2026-09-14', at: '16:44', rows: [21, 26] },
] as const

/** When a row that is not simply done got the status it has on 22.11.2026. */
const others: Record<number, { by: number; on: string; at: string }> = {
  6: { by: 14, on: '2026-10-06', at: '10:05' },
  12: { by: ORLOVA, on: '2026-11-09', at: '11:30' },
  13: { by: RYBAKOVA, on: '2026-10-19', at: '15:35' },
  19: { by: ORLOVA, on: '2026-10-23', at: '16:20' },
  20: { by: RYBAKOVA, on: '2026-11-02', at: '12:10' },
  23: { by: 14, on: '2026-11-16', at: '10:40' },
}

/** As the row stood before anybody reported on it. */
const asPlanned = (draft: ActionDraft): ActionDraft => {
  const { doneOn: _on, evidence: _evidence, factCount: _fact, cancelReason: _reason, ...plan } = draft
  const { originalDateTo, postponedTo: _postponed, ...rest } = plan
  return { ...rest, status: 'planned', ...(originalDateTo && { dateTo: originalDateTo }) }
}

const add = ({ id, draft }: Row): Step => {
  return (doc) => {
    addAction(doc, asPlanned(draft), { id })
    return [ACT]
  }
}

const changeOf = (draft: ActionDraft) => {
  const reason = draft.cancelReason ?? ''
  if (draft.status === 'done')
    return {
      status: 'done',
      doneOn: must(draft.doneOn, 'the day it was done'),
      evidence: draft.evidence ?? [],
    } as const
  if (draft.status === 'postponed')
    return { status: 'postponed', dateTo: must(draft.dateTo, 'the new date'), reason } as const
  return draft.status === 'cancelled'
    ? ({ status: 'cancelled', reason } as const)
    : ({ status: 'inProgress' } as const)
}

const report = ({ id, draft, number }: Row): Step => {
  return (doc) => {
    doc.transact(() => {
      if (typeof draft.factCount === 'number') setCell(doc, id, 'factCount', draft.factCount)
      if (draft.status !== 'done' && draft.evidence?.length) setCell(doc, id, 'evidence', draft.evidence)
      const refusal = setStatus(doc, id, changeOf(draft))
      if (refusal) throw new Error(`the demo's row ${number} is refused: ${refusal}`)
    })
    return [ACT]
  }
}

const side = (number: number) => (number % 2 === 0 ? ORLOVA : RYBAKOVA)

const reporting = (row: Row, fixedDoneOn: (number: number) => string | null): Play[] => {
  const { draft, number } = row
  if (draft.status === 'planned' || draft.status === undefined) return []
  const doneOn = fixedDoneOn(number)
  const when = doneOn
    ? { by: side(number), on: doneOn, at: '16:30' }
    : must(others[number], `when row ${number} changed`)
  return [{ ...when, steps: [report(row)] }]
}

/** How the roadmap came to be: first its rows, then every report on the day it was made (fixed days). */
export const roadmapPlays = (rows: Row[], fixedDoneOn: (number: number) => string | null): Play[] => [
  ...drafting.map(({ rows: [first, last], ...when }) => ({
    ...when,
    steps: rows.filter(({ number }) => number >= first && number <= last).map(add),
  })),
  ...rows.flatMap((row) => reporting(row, fixedDoneOn)).sort((one, other) => one.on.localeCompare(other.on)),
]
