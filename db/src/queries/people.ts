import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Change } from '../change.ts'
import type { Db, Transaction } from '../connect.ts'
import { newId } from '../id.ts'
import { accounts, people, roleGrants } from '../schema/people.ts'

export type PersonRow = typeof people.$inferSelect

export const findPerson = async (db: Db, personId: string): Promise<PersonRow | null> => {
  const [found] = await db.select().from(people).where(eq(people.id, personId))
  return found ?? null
}

export const isEmailTaken = async (db: Db, email: string): Promise<boolean> => {
  const found = await db.select({ id: people.id }).from(people).where(eq(people.email, email))
  return found.length > 0
}

type NewPerson = Pick<
  typeof people.$inferInsert,
  'name' | 'lastName' | 'firstName' | 'patronymic' | 'email' | 'locale'
>

/** Inserts a person with a password account, as better-auth keeps it; null when the address is taken. */
export const insertPerson = async (
  tx: Transaction,
  person: NewPerson,
  passwordHash: string,
): Promise<string | null> => {
  const id = newId()
  const made = await tx
    .insert(people)
    .values({ id, ...person })
    .onConflictDoNothing({ target: people.email })
    .returning({ id: people.id })
  if (made.length === 0) return null
  await tx.insert(accounts).values({
    id: newId(),
    personId: id,
    accountId: id,
    providerId: 'credential',
    password: passwordHash,
  })
  return id
}

export const updatePerson = (db: Db, personId: string, change: Change<PersonRow>) =>
  db
    .update(people)
    .set({ ...change, updatedAt: sql`now()` })
    .where(eq(people.id, personId))

const credential = (personId: string) =>
  and(eq(accounts.personId, personId), eq(accounts.providerId, 'credential'))

export const findPasswordHash = async (db: Db, personId: string): Promise<string | null> => {
  const [found] = await db.select({ hash: accounts.password }).from(accounts).where(credential(personId))
  return found?.hash ?? null
}

export const setPasswordHash = (db: Db, personId: string, hash: string) =>
  db
    .update(accounts)
    .set({ password: hash, updatedAt: sql`now()` })
    .where(credential(personId))

type Grant = { personId: string; role: string; scope: string; scopeId: string }

export const insertRoleGrant = (db: Db, grant: Grant) =>
  db
    .insert(roleGrants)
    .values({ id: newId(), ...grant })
    .onConflictDoNothing()

/** Takes away the person's roles of these scopes. */
export const deleteRoleGrants = (db: Db, personId: string, scopes: readonly string[]) =>
  db.delete(roleGrants).where(and(eq(roleGrants.personId, personId), inArray(roleGrants.scope, [...scopes])))

/** Holds who has the role over the installation until the transaction ends. */
export const lockInstallationRole = (tx: Transaction, role: string) =>
  tx
    .select({ id: roleGrants.id })
    .from(roleGrants)
    .where(and(eq(roleGrants.role, role), eq(roleGrants.scope, 'installation')))
    .orderBy(roleGrants.id)
    .for('no key update')

/** Active people who hold the role over the installation, other than `exceptId`. */
export const countInstallationRole = async (db: Db, role: string, exceptId?: string): Promise<number> => {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(roleGrants)
    .innerJoin(people, and(eq(people.id, roleGrants.personId), eq(people.state, 'active')))
    .where(
      and(
        eq(roleGrants.role, role),
        eq(roleGrants.scope, 'installation'),
        exceptId ? sql`${people.id} <> ${exceptId}` : undefined,
      ),
    )
  return row?.count ?? 0
}

/** Everybody of the installation by name, with the roles given to them. */
export const listPeople = (db: Db) =>
  db
    .select({
      id: people.id,
      lastName: people.lastName,
      firstName: people.firstName,
      patronymic: people.patronymic,
      email: people.email,
      state: people.state,
      roles: sql<string[]>`coalesce((
        select array_agg(g.role order by g.role) from role_grant g
        where g.person_id = person.id and g.scope <> 'school'), '{}')`,
    })
    .from(people)
    .orderBy(people.lastName, people.firstName, people.id)
