import type { Db } from 'db/connect'
import { listWorkplaces } from 'db/queries/employments'
import { listSchools, type SchoolRow } from 'db/queries/schools'
import { listVisiblePeople } from 'db/queries/search'
import { presentPersonName } from 'shared/people/person'
import { isProblem } from 'shared/protocol/problem'
import type { School } from 'shared/schools/school'
import { foldedWords } from 'shared/search/fold'
import { fitOf } from 'shared/search/near'
import type { FoundPerson } from 'shared/search/outputs'
import { authorize, type Asker } from '../access/authorize.ts'
import { presentSchool } from '../schools/present.ts'

const MOST = 8

/** Those whose names fit, the best first; equals keep their order. Names are few and short, so no index is asked. */
const best = <T>(items: readonly T[], asked: readonly string[], nameOf: (item: T) => string): T[] =>
  items
    .map((item) => ({ item, fit: fitOf(asked, foldedWords(nameOf(item))) }))
    .filter(({ fit }) => fit > 0)
    .sort((one, other) => other.fit - one.fit)
    .slice(0, MOST)
    .map(({ item }) => item)

/** People of the asker's communities and schools by name, in spite of mistakes. */
export const searchPeople = async (
  db: Db,
  personId: string,
  asked: readonly string[],
): Promise<FoundPerson[]> => {
  if (asked.length === 0) return []
  const visible = await listVisiblePeople(db, personId)
  const found = best(visible, asked, (one) => `${one.lastName} ${one.firstName} ${one.patronymic}`)
  const workplaces = await listWorkplaces(
    db,
    found.map(({ id }) => id),
  )
  return found.map((person) => {
    const school = workplaces.find((workplace) => workplace.personId === person.id)?.school
    return {
      person: presentPersonName(person),
      school: school ? presentSchool(school) : null,
      communityId: person.communityId,
    }
  })
}

const schoolName = ({ shortName, fullName, locality }: SchoolRow) => `${shortName} ${fullName} ${locality}`

/** Schools of the network, for who may know them. */
export const searchSchools = async (db: Db, asker: Asker, asked: readonly string[]): Promise<School[]> => {
  if (asked.length === 0) return []
  const allowed = await authorize(db, asker, 'network.read')
  if (isProblem(allowed)) return []
  const rows = await listSchools(db, allowed.subject.networkId)
  return best(rows, asked, schoolName).map(presentSchool)
}
