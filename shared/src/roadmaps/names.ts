import type { Translate } from '../i18n/translate.ts'
import type { Entry } from './action.ts'
import type { PlanSurroundings } from './outputs.ts'
import type { School } from '../schools/school.ts'

/** A person as a plan shows her. */
export type Named = PlanSurroundings['people'][number]
export type NamedDocument = { id: string; title: string }

export type Names = {
  people: readonly Named[]
  schools: readonly School[]
  documents: readonly NamedDocument[]
  /** «Ильинская В. П.»; several by last names, «Ильинская, Мухина». */
  responsible: (entries: readonly Entry[]) => string
  /** Everyone in full, for paper and for who listens. */
  everyone: (entries: readonly Entry[]) => string[]
  partners: (entries: readonly Entry[]) => string
  /** «протокол», «протокол и ещё 1» */
  evidence: (entries: readonly Entry[]) => string
  evidenceOf: (entry: Entry) => string
  party: (entry: Entry) => string
  /** Schools that a row concerns: partners, and those of the people named. */
  schoolsOf: (row: { responsible: readonly Entry[]; partners: readonly Entry[] }) => Set<string>
}

const lastName = (shortName: string): string => shortName.split('\u00a0')[0] ?? shortName

const byPlace = (order: ReadonlyMap<string, number>) => (a: Entry, b: Entry) =>
  (order.get(a.id) ?? Number.MAX_SAFE_INTEGER) - (order.get(b.id) ?? Number.MAX_SAFE_INTEGER)

type Known = Pick<Names, 'people' | 'schools' | 'documents'>

/** Turns the ids in a plan into words; people and schools stand in the order of the lists given. */
export const createNames = ({ people, schools, documents }: Known, t: Translate): Names => {
  const persons = new Map(people.map((person) => [person.id, person]))
  const houses = new Map(schools.map((school) => [school.id, school]))
  const papers = new Map(documents.map(({ id, title }) => [id, title]))
  const order = new Map([...schools, ...people].map(({ id }, index) => [id, index]))

  const party = ({ id, label }: Entry): string =>
    label ?? persons.get(id)?.shortName ?? houses.get(id)?.shortName ?? t('roadmaps.someone')
  const sorted = (entries: readonly Entry[]) => [...entries].sort(byPlace(order))
  const evidenceOf = ({ id, label }: Entry): string => label ?? papers.get(id) ?? t('roadmaps.someDocument')

  return {
    people,
    schools,
    documents,
    party,
    evidenceOf,
    everyone: (entries) => sorted(entries).map(party),
    responsible: (entries) => {
      const names = sorted(entries).map(party)
      return names.length > 1 ? names.map(lastName).join(', ') : (names[0] ?? '')
    },
    partners: (entries) => sorted(entries).map(party).join(', '),
    evidence: (entries) => {
      const [first, ...more] = entries.map(evidenceOf)
      if (first === undefined) return ''
      return more.length > 0 ? t('roadmaps.andMore', { first, n: more.length }) : first
    },
    schoolsOf: ({ responsible, partners }) =>
      new Set(
        [...responsible, ...partners].flatMap(({ id, label }) => {
          const school = label === null ? (persons.get(id)?.schoolId ?? (houses.has(id) ? id : null)) : null
          return school === null ? [] : [school]
        }),
      ),
  }
}
