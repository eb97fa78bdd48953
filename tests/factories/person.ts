import type { Db } from 'db/connect'
import { newId } from 'db/id'
import { accounts, employments, people, roleGrants } from 'db/schema/people'
import { INSTALLATION } from 'db/queries/access'
import { hashPassword } from 'server/access/passwords'
import { must } from 'shared/must'
import { fullName } from 'shared/people/names'
import { next } from './next.ts'
import { aSchool } from './school.ts'

export const PASSWORD = 'тихая речка у леса'
let hash: Promise<string> | undefined

type Wish = Partial<typeof people.$inferInsert> & {
  /** Where she works; null for nowhere, left out for a school of her own. */
  schoolIds?: readonly string[]
  /** Role over the whole installation. */
  installationRole?: 'systemAdministrator'
}

/** A person with an account (password: PASSWORD) who works at the schools wished for. */
export const aPerson = async (db: Db, { schoolIds, installationRole, ...wish }: Wish = {}) => {
  const n = next()
  const { lastName = `Иванова${n}`, firstName = 'Мария', patronymic = 'Петровна' } = wish
  const name = { lastName, firstName, patronymic }
  const [made] = await db
    .insert(people)
    .values({ id: newId(), name: fullName(name), email: `person${n}@example.org`, ...name, ...wish })
    .returning()
  const person = must(made, 'a person')
  hash ??= hashPassword(PASSWORD)
  await db.insert(accounts).values({
    id: newId(),
    personId: person.id,
    accountId: person.id,
    providerId: 'credential',
    password: await hash,
  })
  for (const [index, schoolId] of (schoolIds ?? [(await aSchool(db)).id]).entries())
    await db
      .insert(employments)
      .values({ id: newId(), personId: person.id, schoolId, since: '2026-09-01', isPrimary: index === 0 })
  if (installationRole)
    await db.insert(roleGrants).values({
      id: newId(),
      personId: person.id,
      role: installationRole,
      scope: 'installation',
      scopeId: INSTALLATION,
    })
  return person
}
