import { fullName } from 'shared/people/names'
import type { Db } from '../../src/connect.ts'
import { newId } from '../../src/id.ts'
import { accounts, employments, people, roleGrants } from '../../src/schema/people.ts'
import type { DemoCalendar } from '../calendar.ts'
import { demoPeople, type DemoPerson } from '../people.ts'
import { registry, type DemoIds, type Registry } from './ids.ts'

const EMPLOYED_SINCE = '2026-08-31'
const schoolRoles = new Set(['teacher', 'schoolAdministrator'])

export const demoEmail = (login: string): string => `${login}@demo.invalid`

const personRow = ({ name: [lastName, firstName, patronymic], login }: DemoPerson, id: string) => ({
  id,
  name: fullName({ lastName, firstName, patronymic }),
  lastName,
  firstName,
  patronymic,
  email: demoEmail(login),
  emailVerified: true,
})

const workplaces = (person: DemoPerson) => (person.also ? [person.school, person.also] : [person.school])

const grantRow = (person: DemoPerson, ids: DemoIds) => ({
  id: newId(),
  personId: ids.person(person.number),
  role: person.role,
  ...(schoolRoles.has(person.role)
    ? { scope: 'school', scopeId: ids.school(person.school) }
    : { scope: 'network', scopeId: ids.networkId }),
})

/** Thirty accounts with one password (given as its hash), their workplaces and roles. */
export const loadPeople = async (
  tx: Db,
  base: Omit<DemoIds, 'person'>,
  calendar: DemoCalendar,
  passwordHash: string,
): Promise<Registry<number>> => {
  const registered = registry<number>('person')
  for (const { number } of demoPeople) registered.set(number, newId())
  const ids = { ...base, person: registered.get }
  await tx.insert(people).values(demoPeople.map((person) => personRow(person, ids.person(person.number))))
  await tx.insert(accounts).values(
    demoPeople.map(({ number }) => ({
      id: newId(),
      personId: ids.person(number),
      accountId: ids.person(number),
      providerId: 'credential',
      password: passwordHash,
    })),
  )
  await tx.insert(employments).values(
    demoPeople.flatMap((person) =>
      workplaces(person).map((school, index) => ({
        id: newId(),
        personId: ids.person(person.number),
        schoolId: ids.school(school),
        position: person.position,
        since: calendar.day(EMPLOYED_SINCE),
        isPrimary: index === 0,
      })),
    ),
  )
  await tx.insert(roleGrants).values(demoPeople.map((person) => grantRow(person, ids)))
  return registered
}
