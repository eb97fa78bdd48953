import { must } from 'shared/must'
import { shortName } from 'shared/people/names'
import type { ActionDraft, Entry } from 'shared/roadmaps/action'
import type { Day } from 'shared/roadmaps/day'
import { addDays } from 'shared/roadmaps/day'
import { demoCommunities } from './communities.ts'
import { demoRoadmap } from './documents.ts'
import { demoPeople } from './people.ts'
import { acquaintance } from './roadmap/acquaintance.ts'
import { jointActivity } from './roadmap/jointActivity.ts'
import { reflection } from './roadmap/reflection.ts'

/** The day on which the demo plan stands as written; loaders shift every date by the same number of days. */
export const DEMO_DAY: Day = '2026-11-22'

/** The cancellation of № 19 was confirmed by both schools: a row of the database, not of the document. */
export const demoConfirmed: readonly number[] = [19]

export type DemoSchool = 'G1' | 'KD' | 'RC'

/** A person by her number in DOMAIN §5.2, a school by its code in §5.1, or words. */
export type DemoParty = number | { school: DemoSchool } | { words: string }

/** One row of the plan of Gymnasium № 1 and the school of Kedrovoye (DOMAIN §5.5). */
export type DemoAction = Omit<ActionDraft, 'responsible' | 'partners' | 'evidence'> & {
  number: number
  responsible: readonly number[]
  partners: readonly DemoParty[]
  evidence?: readonly string[]
}

export type DemoIds = {
  personId: (number: number) => string
  schoolId: (code: DemoSchool) => string
  shiftDays?: number
}

const inWords = (number: number, words: string, index: number): Entry => ({
  id: `demo-${number}-${index + 1}`,
  label: words,
})

const community = must(
  demoCommunities.find(({ key }) => key === demoRoadmap.community),
  'the community of the plan',
)

/** A plan tells its readers the names of its community's people alone; whoever else acts in it stands there in words. */
const inItsWords = (person: number): string => {
  const { name } = must(
    demoPeople.find((one) => one.number === person),
    `person ${person}`,
  )
  const [lastName, firstName, patronymic] = name
  return shortName({ lastName, firstName, patronymic })
}

const entryOf = (party: DemoParty, number: number, index: number, ids: DemoIds): Entry => {
  if (typeof party === 'number')
    return community.members.includes(party)
      ? { id: ids.personId(party), label: null }
      : inWords(number, inItsWords(party), index)
  if ('school' in party) return { id: ids.schoolId(party.school), label: null }
  return inWords(number, party.words, index)
}

const shifted = (action: DemoAction, days: number): Partial<ActionDraft> =>
  Object.fromEntries(
    (['dateFrom', 'dateTo', 'originalDateTo', 'postponedTo', 'doneOn'] as const).flatMap((key) => {
      const day = action[key]
      return day ? [[key, addDays(day, days)]] : []
    }),
  )

const toDraft = ({ number, ...action }: DemoAction, ids: DemoIds): ActionDraft => ({
  ...action,
  ...shifted({ number, ...action }, ids.shiftDays ?? 0),
  responsible: action.responsible.map((person, index) => entryOf(person, number, index, ids)),
  partners: action.partners.map((party, index) => entryOf(party, number, index, ids)),
  evidence: (action.evidence ?? []).map((words, index) => inWords(number, words, index)),
})

const demoActions = [...acquaintance, ...jointActivity, ...reflection]

/** The 26 rows as drafts for `addAction`, in the order of the plan. */
export const demoDrafts = (ids: DemoIds): { number: number; draft: ActionDraft }[] =>
  demoActions.map((action) => ({ number: action.number, draft: toDraft(action, ids) }))
